import json
import tomllib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.demo.catalogue import FOLDER
from procedures.eforms import Definition, evaluate
from procedures.eforms.blocks import parts_of
from procedures.eforms.field import Field
from procedures.eforms.kinds import Kind

TODAY = date(2026, 11, 21)
FORMS = {
    file.stem: Definition.from_json(tomllib.loads(file.read_text("utf-8")))
    for file in sorted((FOLDER / "forms").glob("*.toml"))
}


def form(*fields, **section) -> Definition:
    return Definition.from_json(
        {"title": "T", "sections": [{"key": "s", "title": "S", "fields": list(fields)} | section]}
    )


def one(kind, raw, **more):
    definition = form({"key": "a", "kind": kind, "label": "A"} | more)
    return evaluate(definition, {"a": raw}, TODAY)


def codes(result) -> dict[str, list[str]]:
    return {path: [each.code for each in found] for path, found in result.errors.items()}


@pytest.mark.parametrize(
    ("kind", "typed", "clean"),
    [
        ("text", "  Bến\u00a0 Mây ", "Bến Mây"),
        ("text", "Be\u0302\u0301n", "Bến"),
        ("long_text", "một\r\nhai", "một\nhai"),
        ("number", "1.250", 1250),
        ("number", "120,5", 120.5),
        ("number", "1.250,75", 1250.75),
        ("number", "3.5", 3.5),
        ("number", "-7", -7),
        ("money", "1.500.000 đ", 1500000),
        ("money", "1,500,000", 1500000),
        ("money", 2000, 2000),
        ("date", "24/11/2026", "2026-11-24"),
        ("date", "2026-11-24", "2026-11-24"),
        ("date", "1-2-2026", "2026-02-01"),
        ("month", "3/2027", "2027-03"),
        ("yes_no", "false", False),
        ("yes_no", True, True),
        ("identity_number", "001 190 000 001", "001190000001"),
        ("phone", "0912 345 678", "+84912345678"),
        ("email", " a@minhha.example ", "a@minhha.example"),
    ],
)
def test_what_people_type_is_read(kind, typed, clean):
    result = one(kind, typed)
    assert result.ok, codes(result)
    assert result.answers["a"] == clean


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        ("number", "nhiều", "number"),
        ("number", "1.2.3", "number"),
        ("number", True, "number"),
        ("number", float("nan"), "number"),
        ("money", "12,5", "money"),
        ("date", "31/2/2026", "date"),
        ("date", 5, "date"),
        ("month", "13/2026", "month"),
        ("yes_no", "có lẽ", "yes_no"),
        ("identity_number", "12345", "identity_number"),
        ("tax_number", "0000000000", "tax_number"),
        ("phone", "113", "phone"),
        ("email", "a@", "email"),
        ("text", ["x"], "shape"),
        ("file", "x", "file"),
    ],
)
def test_what_cannot_be_read_says_how_to_mend_it(kind, typed, code):
    result = one(kind, typed)
    assert codes(result) == {"a": [code]}
    assert "a" not in result.answers
    assert len(result.errors["a"][0].message) > 10


@pytest.mark.parametrize(
    ("kind", "typed", "limits", "code"),
    [
        ("number", "4", {"min": 5}, "too_small"),
        ("money", "6", {"max": 5}, "too_large"),
        ("text", "ab", {"min": 3}, "too_short"),
        ("text", "abcd", {"max": 3}, "too_long"),
        ("date", "22/11/2026", {"max": "today"}, "too_late"),
        ("date", "20/11/2026", {"min": "today"}, "too_early"),
        ("text", "ab1", {"pattern": "[a-z]+", "pattern_help": "chữ"}, "pattern"),
    ],
)
def test_limits(kind, typed, limits, code):
    assert codes(one(kind, typed, **limits)) == {"a": [code]}


def test_today_itself_is_within_both_bounds():
    assert one("date", "21/11/2026", min="today", max="today").ok


def test_a_hidden_answer_is_kept_outside_and_used_nowhere():
    definition = form(
        {"key": "more", "kind": "yes_no", "label": "M", "required": True},
        {
            "key": "detail",
            "kind": "number",
            "label": "D",
            "required": True,
            "show_if": {"field": "more", "is": True},
        },
        {
            "key": "total",
            "kind": "calculation",
            "label": "T",
            "formula": {"sum": [{"field": "detail"}, {"value": 1}]},
        },
        {"key": "big", "kind": "text", "label": "B", "show_if": {"field": "detail", "gt": 5}},
    )
    typed = {"more": "true", "detail": "9", "big": "x"}
    shown = evaluate(definition, typed, TODAY)
    hidden = evaluate(definition, typed | {"more": "false"}, TODAY)
    assert shown.answers == {"more": True, "detail": 9, "total": 10, "big": "x"}
    assert hidden.answers == {"more": False}
    assert hidden.visible == {"more", "total"}
    assert hidden.ok


def test_a_block_that_may_stay_empty_must_be_whole_once_begun():
    item = {"key": "p", "kind": "person", "label": "P", "parts": ["full_name", "birth_date"]}
    assert evaluate(form(item), {}, TODAY).ok
    begun = evaluate(form(item), {"p": {"full_name": "Lê Gấm"}}, TODAY)
    assert codes(begun) == {"p.birth_date": ["required"]}
    needed = evaluate(form(item | {"required": True}), {}, TODAY)
    assert codes(needed) == {"p.full_name": ["required"], "p.birth_date": ["required"]}


def test_rows_are_checked_one_by_one_and_added_up():
    definition = form(
        {
            "key": "rows",
            "kind": "group",
            "label": "R",
            "required": True,
            "max": 2,
            "fields": [
                {"key": "n", "kind": "number", "label": "N", "required": True},
                {"key": "w", "kind": "text", "label": "W", "show_if": {"field": "n", "gt": 5}},
            ],
        },
        {
            "key": "sum",
            "kind": "calculation",
            "label": "S",
            "formula": {"sum_of": "rows", "column": "n"},
        },
    )
    good = evaluate(definition, {"rows": [{"n": "3", "w": "x"}, {"n": "7", "w": "y"}]}, TODAY)
    assert good.answers == {"rows": [{"n": 3}, {"n": 7, "w": "y"}], "sum": 10}
    bad = evaluate(definition, {"rows": [{"n": "3"}, {}, {}]}, TODAY)
    assert codes(bad) == {"rows": ["too_many_rows"], "rows.1.n": ["required"]}
    assert "sum" not in bad.computed
    assert codes(evaluate(definition, {}, TODAY)) == {"rows": ["required_rows"]}


def test_a_statement_must_be_ticked():
    assert codes(one("statement", False, required=True)) == {"a": ["required_statement"]}
    assert codes(one("statement", "", required=True)) == {"a": ["required_statement"]}
    assert one("statement", "true", required=True).answers == {"a": True}


def test_the_case_opens_a_section():
    definition = FORMS["khai-sinh"]
    usual = evaluate(definition, {}, TODAY, {"case": "thong-thuong"})
    found = evaluate(definition, {}, TODAY, {"case": "bi-bo-roi"})
    assert "parents" in usual.sections and "mother" in usual.required
    assert "parents" not in found.sections and "mother" not in found.visible


JUNK = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**18), 10**18),
        st.floats(),
        st.text(max_size=12),
        st.sampled_from(["2026-01-01", "true", "mother", "1.500.000", "001190000001"]),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=10,
)


def values_for(item: Field) -> st.SearchStrategy:
    """Answers that often fit the field and often do not."""
    if item.repeats:
        return st.lists(answers_for(item.fields), max_size=3) | JUNK
    if item.is_block:
        return answers_for(parts_of(item)) | JUNK
    fitting = {
        Kind.CHOICE: st.sampled_from([option.key for option in item.options] or ["x"]),
        Kind.YES_NO: st.booleans(),
        Kind.STATEMENT: st.booleans(),
        Kind.NUMBER: st.integers(0, 30) | st.floats(0, 1000),
        Kind.MONEY: st.integers(0, 10**9),
        Kind.DATE: st.dates().map(str),
        Kind.TEXT: st.text(max_size=20),
    }
    return fitting.get(item.kind, JUNK) | JUNK


def answers_for(items) -> st.SearchStrategy:
    return st.fixed_dictionaries({}, optional={item.key: values_for(item) for item in items})


def whole(name: str) -> st.SearchStrategy:
    return answers_for([each for section in FORMS[name].sections for each in section.fields])


FORM_AND_ANSWERS = st.sampled_from(sorted(FORMS)).flatmap(
    lambda name: st.tuples(st.just(name), whole(name))
)


@settings(max_examples=150, deadline=None)
@given(FORM_AND_ANSWERS)
def test_nothing_a_person_can_send_breaks_it(given_answers):
    name, answers = given_answers
    result = evaluate(FORMS[name], answers, TODAY, {"case": "ho-gia-dinh"})
    assert set(result.errors) <= result.visible
    assert result.required <= result.visible
    json.dumps(result.answers, allow_nan=False)


@settings(max_examples=150, deadline=None)
@given(FORM_AND_ANSWERS)
def test_clean_answers_are_read_back_to_themselves(given_answers):
    name, answers = given_answers
    once = evaluate(FORMS[name], answers, TODAY)
    twice = evaluate(FORMS[name], once.answers, TODAY)
    assert twice.answers == once.answers
    assert twice.visible == once.visible
    assert set(twice.errors) <= set(once.errors)


@settings(max_examples=60, deadline=None)
@given(FORM_AND_ANSWERS, JUNK)
def test_answers_to_unknown_keys_change_nothing(given_answers, junk):
    name, answers = given_answers
    with_junk = answers | {"no_such_key": junk}
    assert evaluate(FORMS[name], with_junk, TODAY) == evaluate(FORMS[name], answers, TODAY)


@pytest.mark.parametrize("pattern", ["(", "(a+)+b", "((a|aa))+b", "a*a*a*a*a*b", r"(a)\1*b"])
def test_a_pattern_in_a_draft_neither_breaks_nor_stalls_the_page(pattern):
    assert codes(one("text", "a" * 5000, pattern=pattern)) == {"a": ["pattern"]}


@pytest.mark.parametrize(
    "formula",
    [
        {"product": [{"field": "a"}] * 3},
        {"quotient": [{"product": [{"field": "a"}, {"field": "a"}]}, {"value": 3}]},
        {"sum_of": "a", "column": "x"},
        {"sum": [{"value": 10**400}, {"field": "a"}]},
    ],
)
@pytest.mark.parametrize(
    ("kind", "raw"),
    [("number", "123.456.789.012.345"), ("text", "9e999999"), ("text", "1e-999999")],
)
def test_no_answer_breaks_a_calculation(formula, kind, raw):
    asked = {"key": "a", "kind": kind, "label": "A"}
    total = {"key": "t", "kind": "calculation", "label": "T", "formula": formula}
    result = evaluate(form(asked, total), {"a": raw}, TODAY)
    assert len(json.dumps(result.computed)) < 60


def test_rows_are_counted_where_there_are_rows():
    asked = {"key": "a", "kind": "number", "label": "A"}
    total = {"key": "t", "kind": "calculation", "label": "T", "formula": {"count": "a"}}
    assert evaluate(form(asked, total), {"a": "5"}, TODAY).computed == {"t": 0}
