"""What goes from unit to unit: until when, what still waits for a signature, the day's list."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from dossiers.models import HandOver
from dossiers.rules.intake import TRANSFER_CUTOFF
from portal.agencies.models import Agency
from portal.agencies.selectors import calendar_of
from portal.kernel.calendar import VIETNAM, WorkingCalendar

MOST = 200


def paper_due(giver: Agency, at: datetime) -> datetime:
    """Until when a paper dossier received at `at` moves on: the close of the same working day, or,
    received after the hour of the law, the end of the next working morning (NĐ 118/2025, art.
    18(2)).
    """
    local = timezone.localtime(at, VIETNAM)
    calendar = calendar_of(giver, local.date())
    in_time = local.time() <= TRANSFER_CUTOFF.on(local.date())
    if calendar.is_working(local.date()) and in_time:
        return max(calendar.closes(local.date()), local)
    return _morning_after(local.date(), calendar)


def _morning_after(day: date, calendar: WorkingCalendar) -> datetime:
    day = calendar.next_working(day)
    _opens, closes = calendar.spans(day)[0]
    return datetime.combine(day, closes, VIETNAM)


def outcome_of(due_at: datetime, given_at: datetime) -> str:
    """Early is a day before it was due, late is after it was due."""
    if given_at > due_at:
        return HandOver.Outcome.LATE
    early = timezone.localdate(given_at) < timezone.localdate(due_at)
    return HandOver.Outcome.EARLY if early else HandOver.Outcome.ON_TIME


def to_give(units: Iterable[int]) -> QuerySet[HandOver]:
    """What these units still have to hand on, the most urgent first."""
    return _rows().filter(giver__in=units, given_at=None).order_by("taker_id", "due_at", "pk")


def to_take(units: Iterable[int]) -> QuerySet[HandOver]:
    """What was signed out to these units and waits for their signature."""
    waiting = _rows().filter(taker__in=units, taken_at=None, on_paper=True)
    return waiting.order_by("giver_id", "due_at", "pk")


def given_on(units: Iterable[int], day: date) -> QuerySet[HandOver]:
    """What these units handed on during a local day, by the unit that took it."""
    begins = datetime.combine(day, time(), VIETNAM)
    ends = begins + timedelta(days=1)
    rows = _rows().filter(giver__in=units, given_at__gte=begins, given_at__lt=ends)
    return rows.order_by("taker__name_key", "given_at", "pk")


def _rows() -> QuerySet[HandOver]:
    return HandOver.objects.select_related(
        "dossier__revision__procedure", "giver", "taker", "given_by", "taken_by"
    )
