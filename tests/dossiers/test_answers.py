"""Paths into a tree of answers, and what counts as changed."""

from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from dossiers.selectors.answers import (
    changed_paths,
    group_of,
    leaves,
    read_path,
    touched,
    write_path,
)

keys = st.sampled_from(["ten", "ngay", "con", "cha"])
values = st.sampled_from(["", None, "Mận", "12", True, False, ["a", "b"]])
trees = st.dictionaries(
    keys,
    st.recursive(
        values,
        lambda inner: (
            st.dictionaries(keys, inner, min_size=1, max_size=3)
            | st.lists(st.dictionaries(keys, inner, min_size=1, max_size=2), min_size=1, max_size=3)
        ),
        max_leaves=6,
    ),
    max_size=4,
)


@given(trees)
def test_nothing_has_changed_in_a_copy(tree):
    assert changed_paths(tree, deepcopy(tree)) == set()


@given(trees)
def test_every_answer_is_found_under_its_path(tree):
    for path, value in leaves(tree):
        found = read_path(tree, path)
        assert found == value or len(found) == value


@given(trees)
def test_what_is_written_back_is_there_and_nothing_else_moves(tree):
    for path, value in list(leaves(tree)):
        if isinstance(read_path(tree, path), list) and isinstance(value, int):
            continue
        changed = deepcopy(tree)
        write_path(changed, path, "khác hẳn")
        assert changed_paths(tree, changed) == {path}


@given(trees, trees)
def test_change_is_the_same_seen_from_either_side(one, other):
    assert changed_paths(one, other) == changed_paths(other, one)


def test_empty_is_empty_however_it_is_written():
    assert changed_paths({"a": ""}, {"a": None, "b": [], "c": {}}) == set()


def test_a_row_more_or_less_changes_its_group():
    assert "con" in changed_paths({"con": [{"ten": "A"}]}, {"con": [{"ten": "A"}, {}]})


def test_an_answer_in_a_row_belongs_to_its_group():
    assert group_of("con.0.ten") == group_of("con.12") == "con"
    assert group_of("cha.ten") == group_of("con") == ""


def test_an_answer_is_touched_with_what_stands_around_or_inside_it():
    saved_in = {"con": 4, "cha.ten": 2}
    assert touched(saved_in, "con.0.ten") == 4
    assert touched(saved_in, "cha") == touched(saved_in, "cha.ten") == 2
    assert touched(saved_in, "cha.tenkhac") == touched(saved_in, "ngay") == 0


def test_a_path_into_nothing_is_nothing():
    for path in ("x", "con.0.ten", "con.9", "ten.x", "con.x"):
        assert read_path({"con": [], "ten": "A"}, path) is None
