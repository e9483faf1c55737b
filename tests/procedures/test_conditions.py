import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedures.eforms.conditions import TESTS, BadCondition, holds, references
from procedures.eforms.scope import Scope

VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-50, 50), st.text(max_size=5), st.lists(st.text())
)


def condition_trees():
    plain = st.builds(
        lambda name, test, value: {"field": name, test: value},
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from([name for name in TESTS if name not in ("in", "filled")]),
        VALUES,
    )
    filled = st.builds(lambda value: {"field": "a", "filled": value}, st.booleans())
    return st.recursive(
        plain | filled,
        lambda inner: st.one_of(
            st.builds(lambda items: {"all": items}, st.lists(inner, max_size=3)),
            st.builds(lambda items: {"any": items}, st.lists(inner, max_size=3)),
            st.builds(lambda item: {"not": item}, inner),
        ),
        max_leaves=8,
    )


SCOPES = st.dictionaries(st.sampled_from(["a", "b", "c"]), VALUES)


@given(condition_trees(), SCOPES)
def test_not_turns_every_condition_round(condition, values):
    assert holds({"not": condition}, Scope(values)) is not holds(condition, Scope(values))


@given(st.lists(condition_trees(), max_size=3), SCOPES)
def test_all_is_not_any_of_the_opposites(conditions, values):
    opposites = [{"not": each} for each in conditions]
    scope = Scope(values)
    assert holds({"all": conditions}, scope) is not holds({"any": opposites}, scope)


@given(condition_trees(), SCOPES)
def test_what_a_condition_does_not_name_does_not_matter(condition, values):
    named = set(references(condition))
    fewer = {key: value for key, value in values.items() if key in named}
    assert holds(condition, Scope(values)) is holds(condition, Scope(fewer))


def test_a_row_is_asked_before_what_encloses_it():
    outer = Scope({"a": 1, "b": 2}, circumstances={"case": "x"})
    row = outer.inner({"a": 5})
    assert holds({"field": "a", "is": 5}, row)
    assert holds({"field": "b", "is": 2}, row)
    assert holds({"field": "@case", "is": "x"}, row)


@pytest.mark.parametrize(
    "tree",
    [
        {},
        {"field": "a"},
        {"field": "a", "is": 1, "gt": 2},
        {"field": "a", "eval": "1"},
        {"field": "a", "in": "abc"},
        {"field": "a", "filled": 1},
        {"all": {}},
        {"not": []},
        "a",
    ],
)
def test_anything_else_is_no_condition(tree):
    with pytest.raises(BadCondition):
        holds(tree, Scope({}))


def test_numbers_compare_as_numbers_and_days_as_days():
    scope = Scope({"n": 9, "day": "2026-03-01"})
    assert holds({"field": "n", "lt": 10}, scope)
    assert holds({"field": "day", "gt": "2026-02-28"}, scope)
    assert not holds({"field": "missing", "lt": 10}, scope)
