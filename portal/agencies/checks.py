"""What the working calendars lack, told to administrators before people get wrong dates."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core import checks
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.agencies.models import Calendar, CalendarVersion
from portal.kernel.rules.calendar import WARN_NEXT_YEAR


def missing_years(today: date) -> Iterator[tuple[Calendar, int]]:
    """Calendars whose newest version has no holidays this year, or from 1 November next year."""
    due = WARN_NEXT_YEAR.on(today)
    needed = [today.year, today.year + 1] if (today.month, today.day) >= due else [today.year]
    for calendar in Calendar.objects.all():
        published = calendar.versions.filter(state=CalendarVersion.State.PUBLISHED)
        newest = published.order_by("-number").first()
        known = {day.year for day in newest.as_value().off} if newest else set()
        yield from ((calendar, year) for year in needed if year not in known)


@checks.register("calendars", deploy=True)
def holidays_are_entered(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Part of `check --deploy`; silent while there is no database to ask."""
    try:
        found = list(missing_years(timezone.localdate()))
    except DatabaseError:
        return []
    return [
        checks.Warning(
            _("The holidays of %(year)s are missing from the calendar %(name)s.")
            % {"year": year, "name": calendar.name},
            hint=_(
                "Enter them once they are announced, and publish a new version: due dates of next "
                "year depend on them."
            ),
            id="agencies.W001",
        )
        for calendar, year in found
    ]
