"""Edits of a form: whatever is done in whatever order, it stays a form."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procedures.builder import limits, tree
from procedures.builder.files import Unreadable, read, write
from procedures.builder.keys import all_keys, key_from
from procedures.builder.kinds import WORDS
from procedures.builder.options import BadLine, read_options, write_options
from procedures.eforms.definition import Definition
from procedures.eforms.field import Option
from procedures.eforms.gate import faults
from procedures.eforms.kinds import Kind
from procedures.eforms.words import Words
from tests.procedures.test_evaluate import FORMS, form

TEXT = {"key": "a", "kind": "text", "label": "A"}
words = st.text(st.sampled_from("aăđ ộ1_-Ọ"), max_size=12)
edits = st.lists(
    st.tuples(
        st.sampled_from(
            ["section", "add", "up", "down", "to", "copy", "remove", "relabel", "drop", "rise"]
        ),
        st.integers(0, 40),
        st.sampled_from(list(WORDS)),
        words,
    ),
    max_size=40,
)


def carry_out(definition: Definition, action: str, number: int, kind: Kind, label: str):
    """One edit at a place that exists; a refusal leaves the form as it was."""
    paths = [path for path, _item in tree.questions(definition)]
    sections = [section.key for section in definition.sections]
    path = paths[number % len(paths)] if paths else ""
    section = sections[number % len(sections)] if sections else ""
    rows = [path for path, item in tree.questions(definition) if item.repeats]
    places = [f"section:{key}" for key in sections] + rows
    place = places[number % len(places)] if places else ""
    try:
        match action:
            case "section":
                return tree.add_section(definition, Words(label))[0]
            case "add" if place:
                return tree.add(definition, place, kind, Words(label))[0]
            case "up" | "down" if path:
                return tree.move(definition, path, -1 if action == "up" else 1)
            case "to" if path:
                return tree.move_to(definition, path, section)
            case "copy" if path:
                return tree.duplicate(definition, path, Words(label))[0]
            case "remove" if path:
                return tree.remove(definition, path)
            case "relabel" if path:
                return tree.change(
                    definition, path, lambda item: replace(item, label=Words(label), key="other")
                )
            case "drop" if section:
                return tree.remove_section(definition, section)
            case "rise" if section:
                return tree.move_section(definition, section, -1)
    except (tree.NoSuchPlace, tree.StillUsed):
        pass
    return definition


@settings(max_examples=60)
@given(edits, st.sampled_from(sorted(FORMS)))
def test_any_edits_keep_keys_unique_and_the_form_readable(done, name):
    definition = FORMS[name]
    for edit in done:
        definition = carry_out(definition, *edit)
        assert not [fault for fault in faults(definition) if "mã" in fault.casefold()]
        tops = [item.key for section in definition.sections for item in section.fields]
        assert len(tops) == len(set(tops))
        stored = json.loads(json.dumps(definition.to_json()))
        assert Definition.from_json(stored) == definition


def test_a_label_may_change_and_the_key_stays():
    before = FORMS["khai-sinh"]
    after = tree.change(before, "mother", lambda item: replace(item, label=Words("Mẹ"), key="me"))
    assert tree.find(after, "mother").label == Words("Mẹ")
    assert [path for path, _item in tree.questions(after)] == [
        path for path, _item in tree.questions(before)
    ]


def test_keys_come_from_the_words_and_never_twice():
    assert key_from("Họ, chữ đệm, tên", ()) == "ho_chu_dem_ten"
    assert key_from("Họ tên", {"ho_ten"}) == "ho_ten_2"
    assert key_from("25 tuổi?", (), "number") == "number_25_tuoi"
    assert key_from("???", (), "text") == "text"
    assert len(key_from("rất dài " * 20, {"x"})) <= 40
    grown, path = tree.add(form(TEXT), "section:s", Kind.DATE, Words("A"), {"a_2"})
    assert path == "a_3"
    assert all_keys(grown) == {"s", "a", "a_3"}


def test_what_others_ask_for_does_not_go():
    definition = form(TEXT, TEXT | {"key": "b", "label": "B", "show_if": {"field": "a", "is": "x"}})
    with pytest.raises(tree.StillUsed) as refused:
        tree.remove(definition, "a")
    assert refused.value.labels == ["B"]
    assert tree.remove(tree.remove(definition, "b"), "a") == form()


def test_a_question_moves_to_the_end_of_another_section():
    definition, key = tree.add_section(form(TEXT, TEXT | {"key": "b"}), Words("Phần hai"))
    moved = tree.move_to(definition, "a", key)
    assert [item.key for item in tree.find_section(moved, "s").fields] == ["b"]
    assert [item.key for item in tree.find_section(moved, key).fields] == ["a"]
    assert tree.section_of(moved, "a").key == key


@pytest.mark.parametrize("path", ["no", "a.b", "", "mother.full_name", "siblings.*.birth_date"])
def test_forged_paths_lead_nowhere(path):
    for edit in (tree.find, tree.remove, lambda form, at: tree.move(form, at, 1)):
        with pytest.raises(tree.NoSuchPlace):
            edit(FORMS["khai-sinh"], path)


def test_a_form_does_not_outgrow_its_page():
    many = [TEXT | {"key": f"a{number}"} for number in range(limits.MOST_FIELDS + 1)]
    deep = {"key": "g", "kind": "group", "label": "G", "fields": [TEXT]}
    for _level in range(limits.DEEPEST):
        deep = deep | {"fields": [deep]}
    for fields in (many, [deep]):
        with pytest.raises(limits.TooLarge):
            limits.check(form(*fields))
    limits.check(form(*many[:-1]))


def test_answers_are_lines_and_keep_their_keys():
    before = (Option("cn", Words("Chủ nhà", "Owner")), Option("kh", Words("Khách")))
    assert write_options(before) == "cn = Chủ nhà | Owner\nkh = Khách"
    lines = "kh = Khách thuê\nChủ nhà | Owner\nNgười ở nhờ"
    assert read_options(lines, before) == (
        Option("kh", Words("Khách thuê")),
        Option("cn", Words("Chủ nhà", "Owner")),
        Option("nguoi_o_nho", Words("Người ở nhờ")),
    )
    for bad in ("cn = A\ncn = B", "cn = ", "| English"):
        with pytest.raises(BadLine):
            read_options(bad, before)


@pytest.mark.parametrize("name", sorted(FORMS))
def test_a_file_is_read_as_it_was_written(name):
    assert read(write(FORMS[name], name)) == (name, FORMS[name])


def _file(form) -> bytes:
    return json.dumps({"format": "eform/1", "key": "x", "form": form}).encode()


def _with(**field) -> bytes:
    item = {"key": "a", "kind": "text", "label": "A"} | field
    return _file({"title": "T", "sections": [{"key": "s", "title": "S", "fields": [item]}]})


def _nested(name: str, rule: dict, list_of: bool = False) -> dict:
    for _depth in range(300):
        rule = {name: [rule] if list_of else rule}
    return rule


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"format": "other"}',
        _file([]),
        _file({"title": "T"}),
        _file({"title": "T", "sections": [3]}),
        _file({"title": "T", "sections": [{"key": "s", "title": "S", "fields": ["x"]}]}),
        _with(kind="spaceship"),
        _with(kind=["text"]),
        _with(kind="province"),
        _with(label={"fr": "A"}),
        _with(label=7),
        _with(min="ten"),
        _with(min=[1]),
        _with(max=True),
        _with(options=[{"key": "k"}]),
        _with(options=["k"]),
        _with(show_if={"field": "a"}),
        _with(show_if=[]),
        _with(formula={"sum": 3}),
        _with(parts="x"),
        _with(sensitivity={}),
        _with(required="yes"),
        _with(**{"__class__": "x"}),
        _with(key=""),
        _with(key="../../x"),
        _with(key="a.b"),
        _with(label="a\x00"),
        _with(label="\ud800"),
        _with(parts=[{}]),
        _with(formula={"sum": []}),
        _with(show_if=_nested("not", {"field": "a", "is": 1})),
        _with(formula=_nested("sum", {"field": "a"}, list_of=True)),
        _file({"title": "T" * 301, "sections": []}),
        b" " * 1_000_001,
    ],
)
def test_a_file_that_is_no_form_is_refused_in_words(data):
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert str(refused.value)
