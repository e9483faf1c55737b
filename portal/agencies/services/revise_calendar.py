"""Begin a new version of a working calendar."""

from django.db import transaction

from portal.agencies.models import Calendar, CalendarDay, CalendarVersion
from portal.audit.actors import Actor
from portal.audit.services import record


def revise_calendar(*, calendar: Calendar, by: Actor) -> CalendarVersion:
    """A draft that starts as a copy of the newest version; the draft at hand when there is one.

    Raises ``CalendarVersion.DoesNotExist`` for a calendar that has no version yet.
    """
    with transaction.atomic():
        Calendar.objects.select_for_update().get(pk=calendar.pk)
        latest = calendar.versions.order_by("-number").first()
        if latest is None:
            raise CalendarVersion.DoesNotExist
        if not latest.is_published:
            return latest
        draft = CalendarVersion.objects.create(
            calendar=calendar, number=latest.number + 1, since=latest.since, weekly=latest.weekly
        )
        CalendarDay.objects.bulk_create(_copy(day, draft) for day in latest.days.all())
        record("calendar.revised", draft, by, {"calendar": calendar.pk, "number": draft.number})
        return draft


def _copy(day: CalendarDay, draft: CalendarVersion) -> CalendarDay:
    day.pk, day.version = None, draft
    return day
