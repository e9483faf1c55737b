"""Coming near a date, missing it, and the one apology; breaches are counted once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dossiers.checks.clock import dates_come_out_again, deadlines_follow_due_dates
from dossiers.checks.course import states_follow_events
from dossiers.errors import Conflict, DossierError, Invalid, NotAllowed
from dossiers.models import Apology, Breach, Dossier, DueKind
from dossiers.rules.late import LADDER
from dossiers.selectors.clock import apology_by
from dossiers.selectors.figures import measured_by
from dossiers.services.apologise import return_apology, sign_apology, write_apology
from dossiers.services.breach import explain_breach
from dossiers.services.recompute import recompute
from dossiers.services.watch.dates import reached, watch_dates
from portal.agencies.models import CalendarDay, CalendarVersion
from portal.agencies.roles import Role
from portal.audit.models import Event
from portal.integrations.models import OutboxMessage
from portal.messaging.models import Notice
from tests.factories.accounts import citizen, official
from tests.factories.agencies import VIETNAM, commune
from tests.factories.dossiers import accepted

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=VIETNAM)


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def desk(place):
    return official(place.desk, Role.DESK)


@pytest.fixture
def officer(place):
    return official(place.division, Role.OFFICER, name="Đỗ Minh Quân")


@pytest.fixture
def leader(place):
    return official(place.committee, Role.LEADER, name="Vũ Thị Hiền", title="Phó Chủ tịch")


@pytest.fixture
def running(place, desk, officer, leader, time_machine):
    """Accepted on a Monday; the law wants the result at `deadline_at`."""
    time_machine.move_to(MONDAY, tick=False)
    dossier = accepted(citizen(), place, desk)
    assert dossier.deadline_at is not None
    return dossier


def new_calendar_with_off(day):
    before = CalendarVersion.objects.get()
    after = CalendarVersion.objects.create(
        calendar=before.calendar, number=2, since=before.since, weekly=before.weekly
    )
    for known in before.days.order_by("pk"):
        CalendarDay.objects.create(version=after, date=known.date, kind="OFF", name=known.name)
    CalendarDay.objects.create(version=after, date=day, kind="OFF", name="Nghỉ đột xuất")
    after.state, after.published_at = CalendarVersion.State.PUBLISHED, before.published_at
    after.save()


def days_after(moment, days):
    """The working day so many working days later; November 2026 has one holiday, the 24th."""
    day = moment.astimezone(VIETNAM).date()
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5 and day != date(2026, 11, 24)
    return day


def written(dossier, officer, new_date=None):
    dossier.refresh_from_db()
    return write_apology(
        dossier=dossier,
        by=officer,
        expected_version=dossier.version,
        reason="Máy in hỏng.",
        new_date=new_date or days_after(dossier.deadline_at, 3),
    )


def signed(dossier, leader):
    dossier.refresh_from_db()
    return sign_apology(dossier=dossier, by=leader, expected_version=dossier.version)


def test_the_apology_is_prepared_before_the_last_day_and_only_once(running, officer):
    watch_dates(MONDAY)
    early = running.deadline_at - timedelta(days=14)
    assert early > MONDAY or not Apology.objects.exists()
    version = running.version
    near = running.deadline_at - timedelta(hours=20)
    watch_dates(near)
    watch_dates(near)
    assert Apology.objects.get(dossier=running).signed_at is None
    told = Notice.objects.filter(text="dossiers/apology_prepared_for_official")
    assert told.count() == 1 and told.get().recipient == officer
    running.refresh_from_db()
    assert running.version == version, "a warning must not outdate anybody's open page"


def test_signed_in_time_it_gives_one_new_date_and_keeps_the_others(running, officer, leader):
    before = running.deadline_at
    promised = running.due_dates.get(kind=DueKind.PROMISED).at
    written(running, officer)
    with pytest.raises(NotAllowed):
        signed(running, officer)
    apology = signed(running, leader)
    running.refresh_from_db()
    given = running.due_dates.get(kind=DueKind.REPROMISED)
    assert running.deadline_at == given.at > before
    assert given.at.astimezone(VIETNAM).date() == apology.new_date
    assert sum(day["counted"] for day in given.days) == given.limit
    assert running.due_dates.get(kind=DueKind.PROMISED).at == promised
    assert running.due_dates.get(kind=DueKind.STATUTORY).at == before
    assert (apology.before, apology.late, apology.signed_post) == (before, False, "Phó Chủ tịch")
    assert OutboxMessage.objects.filter(payload__kind="APOLOGY").count() == 1
    assert Notice.objects.filter(
        recipient=running.owner, text="dossiers/apology_for_citizen"
    ).exists()
    assert measured_by(running, given.at).at == given.at
    for check in (deadlines_follow_due_dates, dates_come_out_again, states_follow_events):
        assert not list(check())


def test_a_second_apology_is_refused_whoever_asks(running, officer, leader):
    written(running, officer)
    signed(running, leader)
    running.refresh_from_db()
    with pytest.raises(Invalid, match="một lần|once"):
        written(running, officer)
    with pytest.raises(Invalid):
        signed(running, leader)
    assert running.due_dates.filter(kind=DueKind.REPROMISED).count() == 1


def test_the_new_date_is_a_later_working_day_with_a_reason(running, officer):
    due = running.deadline_at.astimezone(VIETNAM).date()
    saturday = due + timedelta(days=(5 - due.weekday()) % 7 + 7)
    for bad in (due, MONDAY.date(), saturday, date(2026, 11, 24)):
        with pytest.raises(Invalid) as refused:
            written(running, officer, bad)
        assert "new_date" in refused.value.errors
    with pytest.raises(Invalid):
        write_apology(
            dossier=running,
            by=officer,
            expected_version=running.version,
            reason=" ",
            new_date=days_after(running.deadline_at, 2),
        )


def test_sent_back_it_waits_for_its_author_again(running, officer, leader):
    written(running, officer)
    running.refresh_from_db()
    return_apology(
        dossier=running, by=leader, expected_version=running.version, remarks="Ghi rõ hơn."
    )
    with pytest.raises(Invalid):
        signed(running, leader)
    written(running, officer)
    assert signed(running, leader).remarks == ""


def test_given_after_the_date_it_stays_late_in_the_figures(running, officer, leader, time_machine):
    due = running.deadline_at
    time_machine.move_to(due + timedelta(days=1), tick=False)
    written(running, officer, days_after(due, 5))
    apology = signed(running, leader)
    assert apology.late
    assert Breach.objects.get(dossier=running).kind == "NO_APOLOGY", "no watch saw the date pass"
    event = Event.objects.get(kind="dossier.sign_apology")
    assert event.payload["breach"] == "NO_APOLOGY"
    running.refresh_from_db()
    assert running.deadline_at > due
    assert measured_by(running, running.deadline_at).at == due


def test_overdue_without_an_apology_is_on_record_once_and_explained_once(
    running, officer, leader, place
):
    over = running.deadline_at + timedelta(minutes=1)
    assert watch_dates(over) == 1
    assert watch_dates(over) == 0
    watch_dates(over + timedelta(days=7))
    breach = Breach.objects.get(dossier=running)
    assert (breach.kind, breach.unit) == ("NO_APOLOGY", place.division)
    counted = [event.payload["breach"] for event in Event.objects.filter(kind="dossier.miss_due")]
    assert counted == ["NO_APOLOGY", ""]
    stranger = official(commune("H99.23").division, Role.OFFICER, name="Xã khác")
    with pytest.raises(NotAllowed):
        explain_breach(breach=breach, by=stranger, explanation="Tôi.")
    explain_breach(breach=breach, by=officer, explanation="Thiếu người trực.")
    with pytest.raises(Conflict):
        explain_breach(breach=breach, by=leader, explanation="Khác.")


def test_dossiers_that_were_told_of_cost_a_round_nothing(
    running, place, desk, officer, leader, django_assert_num_queries
):
    over = running.deadline_at + timedelta(minutes=1)
    accepted(citizen("Trần Văn Hai"), place, desk)
    assert watch_dates(over) == 2
    with CaptureQueriesContext(connection) as two:
        assert watch_dates(over) == 0
    for name in ("Lê Thị Ba", "Võ Văn Tư"):
        accepted(citizen(name), place, desk)
    assert watch_dates(over) == 2
    with django_assert_num_queries(len(two)):
        assert watch_dates(over) == 0


def test_an_apology_in_time_makes_no_breach(running, officer, leader):
    due = running.deadline_at
    assert apology_by(running) == (due - timedelta(days=1)).astimezone(VIETNAM).date()
    written(running, officer)
    signed(running, leader)
    watch_dates(due + timedelta(minutes=1))
    assert not Breach.objects.exists()
    assert not Event.objects.filter(kind="dossier.miss_due").exists()


@pytest.mark.parametrize(
    ("hours", "passed", "rung"),
    [
        (25, False, None),
        (24, False, "soon"),
        (9, False, "soon"),
        (8, False, "last_day"),
        (0, False, "last_day"),
        (0, True, "overdue"),
        (-23, True, "overdue"),
        (-24, True, "long_overdue"),
    ],
)
def test_the_ladder_counts_time_at_work(hours, passed, rung):
    found = reached(timedelta(hours=hours), passed, LADDER.on(date(2026, 11, 2)))
    assert (found and found.key) == rung


def test_each_rung_tells_its_people_once(running, officer, leader, place):
    above = (
        official(place.committee.parent, Role.LEADER, name="Chủ tịch tỉnh")
        if (place.committee.parent)
        else None
    )
    last_day = running.deadline_at - timedelta(hours=4)
    assert [watch_dates(last_day), watch_dates(last_day)] == [1, 0]
    soon = Notice.objects.filter(text="dossiers/due_soon_for_official")
    assert {notice.recipient for notice in soon} == {officer, leader}
    watch_dates(running.deadline_at + timedelta(days=14))
    overdue = Notice.objects.filter(text="dossiers/overdue_for_official")
    assert {notice.recipient for notice in overdue} == {leader, above} - {None}


def test_a_new_calendar_moves_the_new_date_only_off_a_day_off(running, officer, leader):
    written(running, officer)
    signed(running, leader)
    running.refresh_from_db()
    given = running.due_dates.get(kind=DueKind.REPROMISED)
    promised = running.due_dates.get(kind=DueKind.PROMISED).at
    recompute(dossier=running)
    assert running.due_dates.filter(kind=DueKind.REPROMISED).count() == 1
    day = given.at.astimezone(VIETNAM).date()
    new_calendar_with_off(day)
    recompute(dossier=running)
    running.refresh_from_db()
    moved = running.due_dates.filter(kind=DueKind.REPROMISED).last()
    assert moved.at.astimezone(VIETNAM).date() > day
    assert running.deadline_at == moved.at
    assert running.due_dates.get(kind=DueKind.PROMISED).at == promised


@pytest.mark.django_db(transaction=True)
def test_two_signatures_at_once_make_one_apology(place, desk, officer, leader):
    dossier = accepted(citizen(), place, desk)
    written(dossier, officer, days_after(dossier.deadline_at, 8))
    dossier.refresh_from_db()
    other = official(place.committee, Role.LEADER, name="Phó Chủ tịch khác")
    start = Barrier(2)

    def run(by):
        try:
            start.wait()
            return sign_apology(dossier=dossier, by=by, expected_version=dossier.version)
        except DossierError as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(run, [leader, other]))
    assert sum(isinstance(result, Apology) for result in results) == 1
    assert Dossier.objects.get(pk=dossier.pk).due_dates.filter(kind="REPROMISED").count() == 1
