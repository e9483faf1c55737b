"""The state table holds together: nothing dead, nothing unspoken, nothing without its law."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossiers.workflow import (
    FINAL,
    NATIONAL_WORDS,
    READY,
    STATES,
    TABLE,
    Action,
    National,
    Party,
    State,
    actions_from,
)
from dossiers.workflow.table import PARTS
from portal.kernel.instruments import INSTRUMENTS


@pytest.mark.parametrize("state", State)
def test_every_state_speaks_to_everyone(state):
    row = STATES[state]
    assert str(row.label) and str(row.for_owner) and str(row.for_official)
    assert row.national in NATIONAL_WORDS
    assert 0 < row.completion <= 100


def test_every_action_stands_in_the_table_exactly_once():
    assert sorted(action for rows in PARTS for action in rows) == sorted(Action)


@pytest.mark.parametrize("action", Action)
def test_every_action_has_words_parties_and_a_citation(action):
    row = TABLE[action]
    assert str(row.label) and str(row.past) and row.parties
    assert row.citation.symbol in INSTRUMENTS
    assert row.citation.article


def test_the_national_portal_hears_the_truth():
    """A dossier that waits for somebody is never reported as finished."""
    assert STATES[State.ASKED_AT_DESK].national == National.PAPERS_ASKED
    assert STATES[State.ASKED_IN_APPRAISAL].national == National.PAPERS_ASKED
    finished = {state for state in State if STATES[state].national >= National.DONE}
    assert finished == READY | {State.POSTED, State.RETURNED}
    ended = FINAL | READY | {State.POSTED}
    assert {state for state in State if STATES[state].completion == 100} == ended


def test_every_state_is_reached_and_only_endings_are_left_by_nothing():
    reached = {target for row in TABLE.values() for target in row.moves.values()}
    assert reached == set(State)
    left = {state for state in State if set(actions_from(state)) - {Action.REOPEN}}
    assert set(State) - left == FINAL


# Ends of a wait for money; which of them fits is told by whether the dossier was accepted.
OF_THE_DESK = {Action.PAID_AT_DESK, Action.DROP_PAYMENT_AT_DESK}


@given(st.lists(st.integers(min_value=0, max_value=50), max_size=40))
def test_no_walk_leaves_an_ending_or_goes_back_behind_acceptance(choices):
    state, accepted = State.SUBMITTED, False
    for choice in choices:
        barred = {Action.REOPEN, *(OF_THE_DESK if accepted else ())}
        options = [each for each in actions_from(state) if each not in barred]
        if not options:
            assert state in FINAL
            break
        action = options[choice % len(options)]
        state = TABLE[action].moves[state]
        accepted = accepted or action == Action.ACCEPT
        if accepted:
            assert state not in {State.SUBMITTED, State.ASKED_AT_DESK, State.REFUSED}


def test_the_decision_belongs_to_leaders_and_the_proposal_to_officers():
    assert TABLE[Action.DECIDE].parties == {Party.LEADER}
    assert TABLE[Action.PROPOSE].parties == {Party.OFFICER}
    assert not TABLE[Action.ACCEPT].parties & {Party.OWNER, Party.SYSTEM}
