"""Waits of several kinds: which of them stop a limit, which restart it, which it runs through."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.calendar import VIETNAM, Reason
from portal.kernel.clock import OF_THE_APPLICANT, Interval, Policy, Unit, WaitKind, due
from portal.kernel.durations import working_days_between
from tests.regulations.tables import calendar

OFFICE = calendar("tinh_minh_ha")
MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=VIETNAM)
EVERY_KIND = frozenset(WaitKind)


def at(day, hour=9):
    return datetime(2026, 11, day, hour, 0, tzinfo=VIETNAM)


def ends(*waits, policy=Policy.EXCLUDE, left_out=OF_THE_APPLICANT, limit=10):
    return due(MONDAY, limit, Unit.WORKING_DAY, OFFICE, policy, waits, left_out=left_out)


@st.composite
def waits(draw):
    """Up to six closed waits of any kind, in any order, overlapping or not."""
    found = []
    for _number in range(draw(st.integers(0, 6))):
        asked = MONDAY + timedelta(hours=draw(st.integers(0, 600)))
        answered = asked + timedelta(hours=draw(st.integers(0, 200)))
        found.append(Interval(asked, answered, draw(st.sampled_from(list(WaitKind)))))
    return found


kinds = st.frozensets(st.sampled_from(list(WaitKind)))


@given(waits(), kinds, st.sampled_from(list(Policy)))
def test_no_wait_ever_makes_a_date_earlier(found, left_out, policy):
    assert ends(*found, policy=policy, left_out=left_out).at >= ends().at


@given(waits(), kinds)
def test_as_many_days_are_counted_as_the_limit_has_whatever_is_waited_for(found, left_out):
    answer = ends(*found, left_out=left_out | {WaitKind.SUPPLEMENT})
    assert sum(line.counted for line in answer.days) == 10


@given(waits(), kinds, st.randoms())
def test_the_order_in_which_waits_are_written_does_not_matter(found, left_out, random):
    shuffled = random.sample(found, len(found))
    assert ends(*shuffled, left_out=left_out).at == ends(*found, left_out=left_out).at


@given(waits(), kinds)
def test_a_kind_that_is_not_left_out_changes_nothing_but_a_supplement(found, left_out):
    stopping = [wait for wait in found if wait.kind in {*left_out, WaitKind.SUPPLEMENT}]
    assert ends(*found, left_out=left_out).at == ends(*stopping, left_out=left_out).at


@given(st.integers(0, 200), st.integers(0, 200), st.sampled_from(sorted(EVERY_KIND)))
def test_waiting_longer_is_never_due_earlier(shorter, more, kind):
    asked = at(4)
    first = Interval(asked, asked + timedelta(hours=shorter), kind)
    second = Interval(asked, asked + timedelta(hours=shorter + more), kind)
    assert ends(second, left_out=EVERY_KIND).at >= ends(first, left_out=EVERY_KIND).at


@given(waits())
def test_one_wait_left_out_moves_the_end_by_the_working_days_waited(found):
    wait = found[0] if found else Interval(at(4), at(6))
    answer, plain = ends(wait, left_out=EVERY_KIND), ends()
    if wait.asked > plain.at:
        assert answer.at == plain.at
        return
    moved = working_days_between(plain.at.date(), answer.at.date(), OFFICE)
    asked, answered = wait.asked.date(), wait.answered.date()
    waited = working_days_between(asked, answered, OFFICE)
    if not OFFICE.is_working(answered) and plain.at.date() == asked:
        # Nothing was left to count when the answer came on a day off: it ends on the next one.
        assert answer.at.date() == OFFICE.this_or_next(answered)
    else:
        assert moved == waited


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (WaitKind.SUPPLEMENT, Reason.WAITING),
        (WaitKind.PAYMENT, Reason.AWAITING_PAYMENT),
        (WaitKind.VERIFICATION, Reason.VERIFYING),
        (WaitKind.OTHER_AGENCY, Reason.AWAITING_AGENCY),
        (WaitKind.SITE_VISIT, Reason.VISITING),
        (WaitKind.FOREIGN_PAPER, Reason.AWAITING_ABROAD),
    ],
)
def test_each_day_of_a_wait_says_what_was_waited_for(kind, reason):
    days = ends(Interval(at(4), at(6), kind), left_out=EVERY_KIND).days
    assert [line.date.day for line in days if line.why.reason is reason] == [5, 6]


def test_a_supplement_that_the_procedure_does_not_name_restarts_by_the_general_rule():
    supplement = Interval(at(4), at(9))
    verified = Interval(at(10), at(12), WaitKind.VERIFICATION)
    answer = ends(supplement, verified, left_out={WaitKind.VERIFICATION})
    # Ten working days from the 9th are the 23rd; two were spent verifying, the 24th is a holiday.
    assert answer.at.date().isoformat() == "2026-11-26"


def test_waits_before_a_restart_are_forgotten_with_the_days_before_it():
    verified = Interval(at(3), at(5), WaitKind.VERIFICATION)
    answer = due(
        MONDAY,
        240,
        Unit.HOUR,
        OFFICE,
        Policy.RESTART,
        [verified, Interval(at(6), at(9))],
        left_out=EVERY_KIND,
    )
    assert answer.at == at(19)


def test_an_open_wait_that_the_limit_runs_through_does_not_hold_the_date():
    opened = Interval(at(4), None, WaitKind.VERIFICATION)
    assert ends(opened).at == ends().at
    assert ends(opened, left_out=EVERY_KIND).waiting
