"""The form of the report on handling adds up after whatever happened, and is what a count of the
dossiers gives.
"""

import random
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from dossiers.errors import DossierError
from dossiers.models import Dossier, DueKind, Overdue
from dossiers.selectors.settlement import COLUMNS, Line, behind, settlement
from dossiers.workflow import Action, State, actions_from
from portal.audit.checks import run
from portal.reports.services import rebuild, roll_up
from portal.reports.values import Span
from tests.factories.agencies import VIETNAM
from tests.factories.play import MONDAY, Play

pytestmark = pytest.mark.django_db

A = Action
START = MONDAY.date()
TO_WORK = [A.SUBMIT, A.ACCEPT]
TO_SIGN = [*TO_WORK, A.PROPOSE, A.DECIDE]
HANDLED = {"ACCEPTED", "PROCESSING", "ASKED_IN_APPRAISAL", "PROPOSED", "HELD", "SIGNING"}


def the_form(play: Play, since: date, until: date, today: date | None = None) -> Line:
    found = settlement([play.place.committee.pk], Span(since, until), today or until)
    return found.total


def differences() -> list:
    return [each for _area, _name, found in run(["derived"]) for each in found]


class Diary:
    """Where one dossier stood after each step, written down as it goes."""

    def __init__(self, play: Play):
        self.play, self.pages = play, []

    def note(self):
        dossier = self.play.dossier
        lawful = dossier.due_dates.filter(kind=DueKind.STATUTORY).order_by("pk").last()
        given = dossier.due_dates.filter(kind=DueKind.REPROMISED).order_by("pk").last()
        due = lawful.at if lawful and dossier.deadline_at else None
        if due and given and not dossier.apology.late:
            due = max(due, given.at)
        self.pages.append((self.play.at, dossier.state, due))

    def at_end_of(self, day: date) -> tuple[str, date | None]:
        end = timezone.make_aware(datetime.combine(day, time.max), VIETNAM)
        known = [page for page in self.pages if page[0] <= end]
        _at, state, due = known[-1] if known else (None, "", None)
        return state, due and timezone.localdate(due)

    def column(self, column: str, since: date, until: date) -> bool:
        received = next((self._day(at) for at, state, _due in self.pages if state in HANDLED), None)
        if received is None or received > until:
            return False
        ended = next(
            (
                (self._day(at), state, self.pages[number - 1][2])
                for number, (at, state, _due) in enumerate(self.pages)
                if state not in HANDLED
                and self._day(at) >= received
                and number
                and self.pages[number - 1][1] in HANDLED
            ),
            None,
        )
        if ended and ended[0] < since:
            return False
        state, due = self.at_end_of(until)
        # What the agency takes up again to mend it was settled all the same.
        still = state in HANDLED and not (ended and ended[0] <= until)
        return {
            "received": True,
            "online": received >= since,
            "direct": False,
            "carried_over": received < since,
            "settled": not still,
            "in_process": still,
            "overdue": still and due is not None and due < until,
            "within": still and not (due is not None and due < until),
            **self._outcomes(ended, still),
        }[column]

    def _outcomes(self, ended, still) -> dict[str, bool]:
        if still:
            return {"early": False, "on_time": False, "late": False}
        day, state, due = ended
        due = due and timezone.localdate(due)
        late = due is not None and day > due
        early = state == State.DONE and due is not None and day < due
        return {"late": late, "early": early, "on_time": not late and not early}

    @staticmethod
    def _day(at) -> date:
        return timezone.localdate(at)


def walk(chance: random.Random) -> Diary:
    """A dossier that people take up every few hours or days."""
    play = Play().do(A.SUBMIT)
    diary = Diary(play)
    walked = sorted(each for each in Action if hasattr(Play, each) and each != A.SUBMIT)
    for number in range(14):
        allowed = [each for each in actions_from(play.dossier.state) if each in walked]
        later = [each for each in allowed if each not in (A.REFUSE, A.WITHDRAW, A.STOP)]
        if not allowed:
            break
        play.at += chance.choice([timedelta(0), timedelta(0), timedelta(days=1), timedelta(days=3)])
        likely = [A.ACCEPT, A.PROPOSE, A.DECIDE, A.LET_OUT, A.COMPLETE_SIGNING]
        choices = [each for each in likely if each in allowed and chance.random() < 0.5]
        try:
            play.do(chance.choice(choices or (later if number < 9 and later else allowed)))
        except DossierError:
            play.dossier.refresh_from_db()
        diary.note()
    return diary


@pytest.mark.parametrize("seed", range(4))
def test_the_form_is_what_a_count_of_the_dossiers_gives_on_any_day(seed, settings):
    settings.DECISION_HOLD_MINUTES = 10
    chance = random.Random(seed)
    diaries = [walk(chance) for _dossier in range(2)]
    if seed % 2:
        roll_up()
    for _period in range(12):
        since = START + timedelta(days=chance.randrange(25))
        until = since + timedelta(days=chance.randrange(25))
        line = the_form(diaries[0].play, since, until)
        for column in COLUMNS:
            counted = sum(diary.column(column, since, until) for diary in diaries)
            pages = [diary.pages for diary in diaries]
            assert getattr(line, column) == counted, (column, since, until, pages)
            listed = behind(Dossier.objects.all(), column, Span(since, until), until)
            assert listed.count() == counted, (column, since, until, pages)
        assert line.received == line.settled + line.in_process
        assert 0 <= line.overdue <= line.in_process and line.carried_over >= 0
    assert differences() == []


def test_days_past_the_date_begin_and_end_by_themselves():
    """Three working days from Monday 2/11 end on Thursday 5/11; nobody does anything until 10/11,
    when more is asked for: then the dossier waits for its applicant.
    """
    play = Play().do(*TO_WORK)
    overdue = {day: the_form(play, START, date(2026, 11, day)).overdue for day in (4, 5, 6, 9)}
    assert overdue == {4: 0, 5: 0, 6: 1, 9: 1}
    play.at = datetime(2026, 11, 10, 9, 0, tzinfo=VIETNAM)
    play.do(A.ASK_IN_APPRAISAL)
    overdue = {day: the_form(play, START, date(2026, 11, day)).overdue for day in (5, 9, 10, 30)}
    assert overdue == {5: 0, 9: 1, 10: 0, 30: 0}
    assert differences() == []


def test_a_period_that_runs_is_counted_to_today():
    play = Play().do(*TO_WORK)
    month = (date(2026, 10, 15), date(2026, 11, 14))
    assert the_form(play, *month, today=date(2026, 11, 5)).within == 1
    assert the_form(play, *month, today=date(2026, 11, 6)).overdue == 1
    assert the_form(play, *month, today=date(2026, 11, 1)).received == 0


def test_what_ends_without_a_result_is_on_time_unless_its_date_had_passed():
    withdrawn = Play().do(*TO_WORK, A.WITHDRAW)
    stopped = Play().do(*TO_WORK)
    stopped.at = datetime(2026, 11, 9, 9, 0, tzinfo=VIETNAM)
    stopped.do(A.STOP)
    refused = Play().do(A.SUBMIT, A.REFUSE)
    line = the_form(withdrawn, START, date(2026, 11, 30))
    assert (line.received, line.on_time, line.late, line.early) == (2, 1, 1, 0)
    assert not hasattr(refused.dossier, "course")


def test_a_result_is_early_on_the_day_before_and_on_time_on_the_last_day_whatever_the_hour():
    made = []
    for day, hour in ((4, 9), (5, 20), (6, 8)):
        play = Play().do(*TO_SIGN)
        play.at = datetime(2026, 11, day, hour - 1, 0, tzinfo=VIETNAM)
        play.do(A.COMPLETE_SIGNING)
        made.append(play.dossier.course.outcome)
    assert made == ["EARLY", "ON_TIME", "LATE"]


def test_calls_on_the_applicant_count_unless_he_alone_has_caused_them():
    play = Play().do(*TO_WORK, A.ASK_IN_APPRAISAL, A.ANSWER_IN_APPRAISAL)
    play.do(A.PROPOSE, A.DECIDE, A.COMPLETE_SIGNING)
    assert play.dossier.course.contacts == 1
    own = Play().do(*TO_WORK, A.ASK_IN_APPRAISAL)
    own.dossier.supplements.update(own_fault=True)
    own.do(A.ANSWER_IN_APPRAISAL, A.PROPOSE, A.DECIDE, A.COMPLETE_SIGNING)
    assert own.dossier.course.contacts == 0


def test_a_forged_course_is_named():
    play = Play().do(*TO_WORK)
    Overdue.objects.update(since=date(2026, 12, 1))
    assert [each.problem for each in differences()] == ["course"]
    rebuild()
    assert the_form(play, START, date(2026, 11, 9)).overdue == 1
