"""Conditions and calculations: the tree, the rows and the sentence say the same."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.builder.references import before_field, circumstances, every_reference
from procedures.builder.rows import Row, Rows, from_rows, to_rows
from procedures.builder.sentences import condition_words, formula_words
from procedures.builder.terms import Term, Terms, from_terms, to_terms
from procedures.eforms.conditions import holds
from procedures.eforms.formulas import calculate
from procedures.eforms.scope import Scope
from tests.procedures.test_evaluate import FORMS, form

FIELDS = st.sampled_from(["a", "b", "father.full_name", "@case"])
VALUES = st.sampled_from([True, False, 0, 250, "x", "y", "2026-01-01"])
comparisons = st.one_of(
    st.builds(
        lambda f, t, v: {"field": f, t: v}, FIELDS, st.sampled_from(["is", "is_not", "gt"]), VALUES
    ),
    st.builds(lambda f, v: {"field": f, "filled": v}, FIELDS, st.booleans()),
    st.builds(lambda f, v: {"field": f, "in": v}, FIELDS, st.lists(VALUES, min_size=1, max_size=3)),
)
conditions = st.recursive(
    comparisons,
    lambda inner: st.one_of(
        st.builds(
            lambda join, items: {join: items},
            st.sampled_from(["all", "any"]),
            st.lists(inner, min_size=1, max_size=3),
        ),
        st.builds(lambda item: {"not": item}, inner),
    ),
    max_leaves=6,
)
answers = st.fixed_dictionaries({}, optional={"a": VALUES, "b": VALUES})
rows = st.builds(
    lambda join, items: Rows(join, tuple(items)),
    st.sampled_from(["all", "any"]),
    st.lists(
        st.builds(Row, FIELDS, st.sampled_from(["is", "gt", "contains"]), VALUES),
        min_size=2,
        max_size=4,
    ),
)


@given(conditions, answers)
def test_rows_mean_what_the_condition_meant(condition, given_answers):
    built = to_rows(condition)
    if built is None:
        return
    scope = Scope(given_answers)
    again = from_rows(built)
    assert holds(again, scope) == holds(condition, scope)
    assert to_rows(again) is not None


@given(rows, rows)
def test_what_rows_can_say_is_never_lost(outer, inner):
    nested = Rows(outer.join, (*outer.items, inner))
    for built in (outer, nested):
        assert to_rows(from_rows(built)) == built


def test_no_rows_are_no_condition():
    assert to_rows(None) == Rows()
    assert from_rows(Rows("any", (Rows(),))) is None
    assert to_rows({"not": {"field": "a", "gt": 3}}) is None
    assert to_rows({"all": [{"any": [{"all": [{"field": "a", "is": 1}]}]}]}) is None


CHILDREN = {
    "key": "children",
    "kind": "group",
    "label": "Con",
    "fields": [
        {"key": "born", "kind": "date", "label": "Ngày sinh"},
        {"key": "fee", "kind": "money", "label": "Học phí"},
        {"key": "note", "kind": "text", "label": "Ghi chú"},
    ],
}
WEDDING = form(
    {
        "key": "state",
        "kind": "choice",
        "label": "Tình trạng",
        "options": [{"key": "s", "label": "Độc thân"}, {"key": "m", "label": "Đã kết hôn"}],
    },
    {"key": "area", "kind": "number", "label": "Diện tích"},
    {"key": "day", "kind": "date", "label": "Ngày cưới"},
    {"key": "kin", "kind": "yes_no", "label": "Có họ hàng"},
    {"key": "who", "kind": "person", "label": "Người kia"},
    CHILDREN,
    {"key": "last", "kind": "text", "label": "Cuối"},
)
KNOWN = every_reference(WEDDING)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ({"field": "state", "is": "m"}, "“Tình trạng” là “Đã kết hôn”"),
        (
            {"field": "state", "in": ["s", "m"]},
            "“Tình trạng” là một trong “Độc thân”, “Đã kết hôn”",
        ),
        ({"field": "area", "gt": 1250}, "“Diện tích” lớn hơn 1.250"),
        ({"field": "day", "lt": "2025-07-01"}, "“Ngày cưới” trước ngày 01/07/2025"),
        ({"field": "who.birth_date", "filled": False}, "“Người kia – Ngày sinh” chưa trả lời"),
        (
            {
                "all": [
                    {"field": "kin", "is": True},
                    {"any": [{"field": "area", "lte": 3}, {"field": "last", "filled": True}]},
                ]
            },
            "“Có họ hàng” là “Có” và (“Diện tích” nhiều nhất là 3 hoặc “Cuối” đã trả lời)",
        ),
        ({"not": {"field": "area", "gt": 3}}, "không đúng là “Diện tích” lớn hơn 3"),
        ({"field": "gone", "is": "x"}, "“gone” là “x”"),
        ({"broken": 1}, "Không đọc được điều kiện này."),
        ({"all": 3}, "Không đọc được điều kiện này."),
    ],
)
def test_a_condition_is_said_aloud(condition, said):
    assert condition_words(condition, KNOWN) == said


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_rule_of_the_demo_has_rows_and_a_sentence(name):
    known = every_reference(FORMS[name]) | {
        each.path: each for each in circumstances({"x": "X"}, {"ONLINE": "Y"})
    }
    for _path, item in FORMS[name].walk():
        for condition in filter(None, (item.show_if, item.required_if)):
            assert from_rows(to_rows(condition)) is not None
            assert "Không đọc được" not in condition_words(condition, known)
        if item.formula:
            assert from_terms(to_terms(item.formula)) == item.formula
            assert "Không đọc được" not in formula_words(item.formula, known)


def test_only_what_stands_before_is_offered_and_rows_come_first():
    offered = [each.path for each in before_field(WEDDING, "children.fee")]
    assert offered[0] == "born"
    assert {"state", "area", "who", "who.birth_date"} <= set(offered)
    assert not {"fee", "note", "last", "children"} & set(offered)
    assert [each.path for each in before_field(WEDDING, "state")] == []


TERMS = Terms(
    "product",
    (
        Term("sum_of", "children", "fee"),
        Terms("sum", (Term("value", number=9), Term("count", "children"))),
    ),
)


def test_a_calculation_is_built_of_terms_and_said_aloud():
    formula = from_terms(TERMS)
    assert to_terms(formula) == TERMS
    scope = Scope({"children": [{"fee": 100}, {"fee": 50}]})
    assert calculate(formula, scope, date(2026, 1, 1)) == 150 * 11
    assert formula_words(formula, KNOWN) == "tổng “Học phí” của mọi “Con” × (9 + số lượng “Con”)"
    assert (
        formula_words({"years_since": {"field": "day"}}, KNOWN) == "số năm tròn kể từ “Ngày cưới”"
    )
    assert from_terms(Terms("sum", (Term("field", "area"),))) == {"field": "area"}
    assert to_terms({"sum": [{"sum": [{"sum": [{"value": 1}]}]}]}) is None
    assert to_terms({"value": True}) is None
