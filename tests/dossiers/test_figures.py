"""Every verb moves exactly the figures it should, and a recount comes to the same."""

from datetime import datetime

import pytest
from django.core.management import call_command

from dossiers.selectors.clock import days_worked
from dossiers.selectors.course import IN_PROCESS
from dossiers.selectors.figures import COUNTED
from dossiers.services.counter.receive import accept_at_counter
from dossiers.services.rate import rate
from dossiers.workflow import FINAL, READY, Action, State
from portal.agencies.roles import Role
from portal.audit.checks import run
from portal.reports.models import Delta, Figure
from portal.reports.rules.names import Name
from portal.reports.selectors import figures
from portal.reports.services import roll_up
from portal.reports.values import Span
from procedures.models.fault import PaperFault
from tests.factories.accounts import official
from tests.factories.agencies import VIETNAM, commune
from tests.factories.counter import intake_of, proven
from tests.factories.play import MONDAY, Play
from tests.factories.procedures import procedure

pytestmark = pytest.mark.django_db

A = Action


TO_WORK = [A.SUBMIT, A.ACCEPT]
TO_SIGN = [*TO_WORK, A.PROPOSE, A.DECIDE]
ONLINE = "ONLINE"
TABLE = [
    ([], A.SUBMIT, {("received", ONLINE): 1}),
    (
        [A.SUBMIT],
        A.ACCEPT,
        {("accepted", ONLINE): 1, ("in_process", ""): 1, ("paper_checked", "chung-sinh"): 1},
    ),
    ([A.SUBMIT], A.REFUSE, {("refused", ONLINE): 1, ("paper_checked", "chung-sinh"): 1}),
    (
        [A.SUBMIT],
        A.ASK_AT_DESK,
        {
            ("asked", "DESK"): 1,
            ("paper_checked", "chung-sinh"): 1,
            ("paper_returned", "chung-sinh/UNREADABLE"): 1,
        },
    ),
    ([A.SUBMIT, A.ASK_AT_DESK], A.ANSWER_AT_DESK, {}),
    # Looked for once, however often the desk sees the dossier.
    (
        [A.SUBMIT, A.ASK_AT_DESK, A.ANSWER_AT_DESK],
        A.ACCEPT,
        {("accepted", ONLINE): 1, ("in_process", ""): 1},
    ),
    ([A.SUBMIT, A.ASK_AT_DESK, A.ANSWER_AT_DESK], A.REFUSE, {("refused", ONLINE): 1}),
    (
        [*TO_WORK, A.ASK_IN_APPRAISAL, A.SUPPLEMENT_LAPSED],
        A.GIVE_BACK,
        {("given_back", ONLINE): 1, ("in_process", ""): -1},
    ),
    ([*TO_SIGN, A.COMPLETE_SIGNING], A.LEAVE_UNCLAIMED, {("unclaimed", ONLINE): 1}),
    (
        [*TO_SIGN, A.COMPLETE_SIGNING],
        A.REOPEN,
        {("reopened", ONLINE): 1, ("in_process", ""): 1},
    ),
    ([A.SUBMIT, A.ASK_AT_DESK, A.SUPPLEMENT_LAPSED], A.REFUSE_LAPSED, {("refused", ONLINE): 1}),
    (TO_WORK, A.CLAIM, {}),
    ([*TO_WORK, A.CLAIM], A.RELEASE, {}),
    (TO_WORK, A.ASSIGN, {}),
    (TO_WORK, A.FORWARD, {}),
    (TO_WORK, A.OPINE, {}),
    (
        TO_WORK,
        A.ASK_IN_APPRAISAL,
        {("asked", "APPRAISAL"): 1, ("paper_returned", "chung-sinh/EXPIRED"): 1},
    ),
    # A paper that comes back twice came back: what was wrong first is what is counted.
    (
        [A.SUBMIT, A.ASK_AT_DESK, A.ANSWER_AT_DESK, A.ACCEPT],
        A.ASK_IN_APPRAISAL,
        {("asked", "APPRAISAL"): 1},
    ),
    ([*TO_WORK, A.ASK_IN_APPRAISAL], A.ANSWER_IN_APPRAISAL, {}),
    (TO_WORK, A.PROPOSE, {}),
    ([*TO_WORK, A.PROPOSE], A.SEND_BACK, {}),
    ([*TO_WORK, A.PROPOSE], A.DECIDE, {}),
    (TO_SIGN, A.FAIL_SIGNING, {}),
    ([*TO_SIGN, A.FAIL_SIGNING], A.RETRY_SIGNING, {}),
    (
        TO_SIGN,
        A.COMPLETE_SIGNING,
        {
            ("done", ONLINE): 1,
            ("on_time", ONLINE): 1,
            ("worked", "/ONLINE/0"): 1,
            ("in_process", ""): -1,
        },
    ),
    ([*TO_SIGN, A.COMPLETE_SIGNING], A.RETURN_RESULT, {}),
    ([A.SUBMIT], A.WITHDRAW, {("withdrawn", ONLINE): 1}),
    (TO_WORK, A.WITHDRAW, {("withdrawn", ONLINE): 1, ("in_process", ""): -1}),
    ([A.SUBMIT], A.WARN_REPLY, {}),
    ([A.SUBMIT], A.MISS_REPLY, {("breached", "LATE_REPLY"): 1}),
    (TO_WORK, A.MISS_DUE, {("breached", "NO_APOLOGY"): 1}),
    ([*TO_WORK, A.WRITE_APOLOGY], A.SIGN_APOLOGY, {("apologised", ONLINE): 1}),
    (
        [*TO_WORK, A.ASK_IN_APPRAISAL, A.ANSWER_IN_APPRAISAL, A.DRAFT_ASKING_IN_APPRAISAL],
        A.GRANT_ASKING,
        {("asked", "APPRAISAL"): 1},
    ),
    (
        TO_WORK,
        A.SEND_ASKING,
        {("asked", "APPRAISAL"): 1, ("paper_returned", "chung-sinh/WRONG"): 1},
    ),
    (TO_WORK, A.RECOMPUTE, {}),
    (TO_WORK, A.STOP, {("stopped", ONLINE): 1, ("in_process", ""): -1}),
]


OF_ITS_COURSE = {Name.SETTLED, Name.CONTACTS, Name.OVERDUE}
"""What follows from days, looked at in test_settlement."""


def moved(since: int) -> dict:
    rows = Delta.objects.filter(pk__gt=since).exclude(name__in=OF_ITS_COURSE).order_by("pk")
    return {(row.name, row.detail): row.amount for row in rows}


def last_delta() -> int:
    return Delta.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def differences() -> list:
    return [each for _area, _name, found in run(["derived"]) for each in found]


def kept() -> set:
    rows = Figure.objects.exclude(amount=0)
    return set(rows.values_list("name", "detail", "agency", "grain", "since", "amount"))


@pytest.mark.parametrize(
    ("before", "action", "expected"),
    TABLE,
    ids=[f"{action} after {before[-1] if before else 'nothing'}" for before, action, _ in TABLE],
)
def test_what_each_verb_counts(before, action, expected):
    play = Play().do(*before)
    since = last_delta()
    play.do(action)
    assert moved(since) == expected
    about = Delta.objects.filter(pk__gt=since).values_list("subject_key", "agency")
    assert set(about) <= {("1.001193", play.place.committee.pk)}
    assert differences() == []


def test_no_verb_is_forgotten():
    """Every action says what it counts, and each that counts something is walked above."""
    counting = {action for action, counters in COUNTED.items() if counters}
    assert set(COUNTED) == set(Action)
    assert counting - {action for _before, action, _expected in TABLE} == {A.RECEIVE}


def test_the_counter_receives_and_accepts_in_one_act():
    place = commune()
    desk = official(place.desk, Role.DESK)
    intake = intake_of(proven(), place, desk)
    since = last_delta()

    accept_at_counter(intake=intake, by=desk, unit=place.division, at=MONDAY)

    assert moved(since) == {
        ("received", "COUNTER"): 1,
        ("accepted", "COUNTER"): 1,
        ("in_process", ""): 1,
        ("paper_checked", "chung-sinh"): 1,
    }
    assert differences() == []


def test_in_process_is_every_state_between_acceptance_and_the_end():
    before = {State.SUBMITTED, State.ASKED_AT_DESK}
    on_both_sides = {State.PAYMENT_ASKED}
    done = FINAL | READY | {State.POSTED}
    assert set(State) - before - on_both_sides - done == IN_PROCESS


def test_a_late_result_is_late_and_waiting_for_the_applicant_is_not_work():
    play = Play().do(*TO_WORK)
    play.at = datetime(2026, 11, 3, 9, 0, tzinfo=VIETNAM)
    play.do(A.ASK_IN_APPRAISAL)
    play.at = datetime(2026, 11, 11, 9, 0, tzinfo=VIETNAM)
    play.do(A.ANSWER_IN_APPRAISAL)
    assert days_worked(play.dossier, play.at) == 1
    play.at = datetime(2026, 11, 17, 9, 0, tzinfo=VIETNAM)
    since = last_delta()
    play.do(A.PROPOSE, A.DECIDE, A.COMPLETE_SIGNING)
    # Tuesday 3/11, then 12, 13, 16 and 17/11; three working days were allowed from the answer on.
    assert moved(since)["worked", "/ONLINE/5"] == 1
    assert ("late", "ONLINE") in moved(since) and ("on_time", "ONLINE") not in moved(since)
    assert differences() == []


def test_a_paper_needed_only_at_times_counts_once_it_is_asked_for():
    letter = {"key": "uy-quyen", "name": "Giấy ủy quyền", "condition": "Khi ủy quyền"}
    extra = procedure(commune(), papers=[letter]).papers.get(key="uy-quyen")
    play = Play().do(*TO_WORK)
    since = last_delta()
    play.ask_for(play.officer, "APPRAISAL", [play.paper, extra], PaperFault.MISSING)
    assert moved(since) == {
        ("asked", "APPRAISAL"): 1,
        ("paper_checked", "uy-quyen"): 1,
        ("paper_returned", "chung-sinh/MISSING"): 1,
        ("paper_returned", "uy-quyen/MISSING"): 1,
    }
    assert differences() == []


def test_a_rating_counts_each_grade_given():
    play = Play().do(*TO_SIGN, A.COMPLETE_SIGNING, A.RETURN_RESULT)
    since = last_delta()
    rate(dossier=play.dossier, by=play.owner, overall=3, attitude=1, at=play.at)
    assert moved(since) == {
        ("satisfaction", "overall/3"): 1,
        ("satisfaction", "attitude/1"): 1,
    }
    assert differences() == []


def test_figures_are_made_anew_from_the_dossiers_and_a_forged_one_is_named():
    Play().do(*TO_SIGN, A.COMPLETE_SIGNING)
    Play().do(A.SUBMIT, A.ASK_AT_DESK)
    roll_up()
    rows = kept()
    Figure.objects.filter(name="on_time", grain="D").update(name="late")
    assert {each.problem.split()[1] for each in differences()} == {"on_time", "late"}
    call_command("rebuild_figures")
    call_command("rebuild_figures")
    assert kept() == rows
    assert differences() == []
    year = figures("procedure", "1.001193", {"year": Span(MONDAY.date(), MONDAY.date())})["year"]
    assert (year.of(Name.RECEIVED), year.of(Name.DONE), year.of(Name.IN_PROCESS)) == (2, 1, 0)
