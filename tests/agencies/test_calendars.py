import threading
from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from portal.agencies import registry, selectors
from portal.agencies.models import Calendar, CalendarDay, CalendarVersion
from portal.agencies.selectors import NoCalendar
from portal.agencies.services import publish_calendar, revise_calendar
from portal.agencies.services.publish_calendar import AlreadyPublished
from portal.audit.actors import SYSTEM
from portal.audit.models import Event
from portal.demo import agencies as demo
from portal.integrations.models import OutboxMessage
from portal.integrations.registry import handler
from portal.kernel.clock import Unit, due
from tests.regulations.tables import calendar as table
from tests.regulations.tables import moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def calendar(province):
    return Calendar.objects.get(code="minh-ha")


def test_the_demo_calendar_says_what_the_tables_say(province):
    here, there = (
        selectors.calendar_of(province["H99.22.02"], date(2026, 11, 20)),
        table("tinh_minh_ha"),
    )
    assert here.weekly == there.weekly
    assert here.off.keys() == there.off.keys()
    assert here.working.keys() == there.working.keys()


def test_an_agency_without_a_calendar_has_that_of_the_agency_above(unit):
    own = Calendar.objects.create(code="cong-an", name="Công an")
    version = CalendarVersion.objects.create(calendar=own, number=1, since=date(2026, 1, 1))
    publish_calendar(version=version, by=SYSTEM)
    police = unit("H99.22.04")
    assert selectors.calendar_of(police, date(2026, 3, 2)).version == "minh-ha-1"
    police.calendar = own
    police.save()
    assert selectors.calendar_of(police, date(2026, 3, 2)).version == "cong-an-1"


def test_a_calendar_is_built_once(unit, django_assert_max_num_queries):
    ward = unit("H99.22")
    selectors.calendar_of(ward, date(2026, 3, 2))
    with django_assert_max_num_queries(1):
        selectors.calendar_of(ward, date(2026, 3, 2))


def test_a_new_version_moves_due_dates_and_leaves_the_old_one_as_it_was(calendar, unit):
    ward, accepted = unit("H99.22"), moment("2026-12-01T09:00")
    before = selectors.calendar_of(ward, accepted.date())
    draft = revise_calendar(calendar=calendar, by=SYSTEM)
    assert revise_calendar(calendar=calendar, by=SYSTEM) == draft
    CalendarDay.objects.create(version=draft, date=date(2026, 12, 2), kind="OFF", name="Bão số 12")
    assert selectors.calendar_of(ward, accepted.date()).version == "minh-ha-1"

    publish_calendar(version=draft, by=SYSTEM)
    after = selectors.calendar_of(ward, accepted.date())
    assert (before.version, after.version) == ("minh-ha-1", "minh-ha-2")
    assert due(accepted, 1, Unit.WORKING_DAY, before).at == moment("2026-12-02T17:30")
    assert due(accepted, 1, Unit.WORKING_DAY, after).at == moment("2026-12-03T17:30")
    assert date(2026, 12, 2) not in before.off


def test_other_hours_from_a_day_on_leave_dossiers_before_it_alone(calendar, unit):
    draft = revise_calendar(calendar=calendar, by=SYSTEM)
    draft.since = date(2027, 4, 1)
    draft.weekly = [[["07:00", "11:00"], ["13:00", "17:00"]]] * 5 + [[], []]
    draft.save()
    publish_calendar(version=draft, by=SYSTEM)
    ward = unit("H99.22")
    assert selectors.calendar_of(ward, date(2027, 3, 31)).spans(date(2027, 4, 5))[0][0] == time(
        7, 30
    )
    assert selectors.calendar_of(ward, date(2027, 4, 1)).spans(date(2027, 4, 5))[0][0] == time(7, 0)
    assert selectors.calendar_of(ward, date(2020, 1, 1)).version == "minh-ha-1"


def test_publishing_tells_those_who_keep_due_dates(calendar, monkeypatch):
    monkeypatch.setattr(registry, "_handlers", set())
    handler("test.recompute", queue="upkeep")(lambda envelope: None)
    registry.on_calendar_published("test.recompute")
    draft = revise_calendar(calendar=calendar, by=SYSTEM)
    publish_calendar(version=draft, by=SYSTEM)
    event = Event.objects.get(kind="calendar.published", subject_id=str(draft.pk))
    message = OutboxMessage.objects.get(handler="test.recompute")
    assert message.event == event
    assert message.payload == {"calendar": calendar.pk, "version": draft.pk, "number": 2}


def test_a_published_version_is_final_even_for_the_database(calendar):
    version = calendar.versions.get()
    with pytest.raises(AlreadyPublished):
        publish_calendar(version=version, by=SYSTEM)
    day = version.days.order_by("date").first()
    for change in (
        lambda: CalendarVersion.objects.filter(pk=version.pk).update(note="khác"),
        lambda: CalendarDay.objects.filter(pk=day.pk).update(date=date(2026, 12, 31)),
        lambda: CalendarDay.objects.create(version=version, date=date(2026, 12, 31), name="x"),
        lambda: day.delete(),
    ):
        with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
            change()


def test_a_draft_that_contradicts_itself_is_not_published(calendar):
    draft = revise_calendar(calendar=calendar, by=SYSTEM)
    CalendarVersion.objects.filter(pk=draft.pk).update(weekly=[[["11:00", "07:00"]]] * 7)
    with pytest.raises(ValidationError):
        publish_calendar(version=draft, by=SYSTEM)
    draft.refresh_from_db()
    assert not draft.is_published


@pytest.mark.parametrize("weekly", [[], [[]] * 7, [[["7", "x"]]] * 7, [[["07:00"]]] * 7, "x"])
def test_hours_that_cannot_be_are_refused_in_the_form(calendar, weekly):
    draft = revise_calendar(calendar=calendar, by=SYSTEM)
    draft.weekly = weekly
    with pytest.raises(ValidationError) as refused:
        draft.full_clean()
    assert "weekly" in refused.value.message_dict


def test_without_any_calendar_it_says_so(unit):
    top = unit("H99")
    top.calendar = None
    top.save()
    with pytest.raises(NoCalendar):
        selectors.calendar_of(unit("H99.22"), date(2026, 3, 2))


@pytest.mark.django_db(transaction=True)
def test_two_administrators_publish_one_version_once():
    demo.load()
    draft = revise_calendar(calendar=Calendar.objects.get(code="minh-ha"), by=SYSTEM)
    outcomes, start = [], threading.Barrier(2)

    def publish():
        start.wait()
        try:
            publish_calendar(version=draft, by=SYSTEM)
            outcomes.append("published")
        except AlreadyPublished:
            outcomes.append("too late")
        finally:
            connection.close()

    threads = [threading.Thread(target=publish) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["published", "too late"]
    assert Event.objects.filter(kind="calendar.published", subject_id=str(draft.pk)).count() == 1
