from datetime import date

import pytest
import time_machine
from django.core.checks import run_checks

from portal.agencies.checks import missing_years
from portal.agencies.models import Calendar, CalendarDay
from portal.agencies.services import publish_calendar, revise_calendar
from portal.audit.actors import SYSTEM
from tests.factories.agencies import commune

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("today", "years"),
    [
        (date(2026, 10, 31), []),
        (date(2026, 11, 1), [2027]),
        (date(2026, 12, 31), [2027]),
        (date(2027, 1, 1), [2027]),
    ],
)
def test_missing_holidays_are_reported_from_november(today, years):
    commune()
    assert [year for _calendar, year in missing_years(today)] == years


def test_once_entered_the_warning_ends():
    commune()
    draft = revise_calendar(calendar=Calendar.objects.get(), by=SYSTEM)
    CalendarDay.objects.create(version=draft, date=date(2027, 1, 1), name="Tết Dương lịch")
    assert list(missing_years(date(2026, 11, 21)))
    publish_calendar(version=draft, by=SYSTEM)
    assert not list(missing_years(date(2026, 11, 21)))


@time_machine.travel("2026-11-21 10:00+07:00", tick=False)
def test_the_check_before_deployment_says_so():
    commune()
    found = run_checks(tags=["calendars"], include_deployment_checks=True)
    assert [message.id for message in found] == ["agencies.W001"]
    assert "2027" in found[0].msg
