"""Set up a working calendar with what is announced so far."""

from datetime import date

from django.db import transaction

from portal.agencies.holidays import ANNOUNCED
from portal.agencies.models import Calendar, CalendarDay, CalendarVersion
from portal.agencies.services.publish_calendar import publish_calendar
from portal.audit.actors import Actor


def start_calendar(*, code: str, name: str, since: date, by: Actor) -> Calendar:
    """A calendar with office hours and the days announced, published; the one at hand if any."""
    with transaction.atomic():
        calendar, is_new = Calendar.objects.get_or_create(code=code, defaults={"name": name})
        if not is_new:
            return calendar
        version = CalendarVersion.objects.create(calendar=calendar, number=1, since=since)
        CalendarDay.objects.bulk_create(
            CalendarDay(
                version=version,
                date=day,
                kind=announced.kind,
                name=announced.name,
                name_en=announced.name_en,
                basis=announced.basis,
            )
            for announced in ANNOUNCED
            for day in announced.days()
        )
        publish_calendar(version=version, by=by)
        return calendar
