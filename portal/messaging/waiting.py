"""When something that waits goes on: after quiet hours, in the morning, after working days."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from portal.agencies.models import Agency
from portal.agencies.selectors import NoCalendar, calendar_of, root
from portal.kernel.calendar import WorkingCalendar, office_week
from portal.messaging.quiet import VIETNAM, QuietHours

# Where nobody has published a calendar yet.
PLAIN_WEEK = WorkingCalendar("plain", office_week((time(8), time(17))))


def after_quiet_hours(now: datetime) -> datetime:
    """`now`, or the end of the quiet hours it lies in."""
    return QuietHours.parse(settings.QUIET_HOURS).over_at(now)


def next_digest(now: datetime) -> datetime:
    """The next time of day at which letters that were gathered go out."""
    here = now.astimezone(VIETNAM)
    at = time.fromisoformat(settings.DIGEST_AT)
    today = datetime.combine(here.date(), at, VIETNAM)
    return today if today > here else today + timedelta(days=1)


def climbs_at(rung: str, agency: Agency | None, now: datetime) -> datetime:
    """The end of the working day until which a notice on `rung` may stay unproven."""
    day = timezone.localtime(now, VIETNAM).date()
    calendar = _calendar(agency, now)
    for _day in range(settings.LADDER_DAYS[rung]):
        day = calendar.next_working(day)
    return max(calendar.closes(calendar.this_or_next(day)), now)


def _calendar(agency: Agency | None, now: datetime) -> WorkingCalendar:
    day = timezone.localtime(now, VIETNAM).date()
    counted_by = agency or root(day)
    try:
        return calendar_of(counted_by, day) if counted_by else PLAIN_WEEK
    except NoCalendar:
        return PLAIN_WEEK
