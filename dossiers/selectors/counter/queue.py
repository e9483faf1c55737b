"""Who waits at a desk, how long about, and which times can be booked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median

from django.db.models import Q, QuerySet
from django.utils import timezone

from dossiers.models import Booking, BookingPlan, BookingSlot, Ticket
from dossiers.rules.counter import LAST_SERVED
from dossiers.workflow.queue import BookingState, TicketState
from portal.agencies.models import Agency
from portal.agencies.selectors import calendar_of, calendars_over
from portal.kernel.calendar import VIETNAM, WorkingCalendar

FEWEST = 3
SHOWN = 12
FURTHEST = 60
"""Days ahead at which bookings are looked for before a desk has a plan."""


def tickets_of(desk: Agency, day: date) -> QuerySet[Ticket]:
    return Ticket.objects.filter(desk=desk, day=day).select_related("booking__slot", "clerk")


def called_now(desk: Agency, day: date) -> list[Ticket]:
    """The numbers at the windows, the one called last first."""
    rows = tickets_of(desk, day).filter(state=TicketState.CALLED)
    return list(rows.order_by("-called_at", "-number")[:SHOWN])


def waiting(desk: Agency, day: date) -> list[Ticket]:
    rows = tickets_of(desk, day).filter(state=TicketState.WAITING)
    return list(rows.order_by("number"))


def minutes_to_wait(desk: Agency, ahead: int, at: datetime) -> int | None:
    """About how long `ahead` people take at the windows open now, from those served last; None as
    long as too few were served to say.
    """
    day = timezone.localdate(at)
    served = tickets_of(desk, day).filter(state=TicketState.DONE, called_at__isnull=False)
    took = [
        (row.ended_at - row.called_at).total_seconds() / 60
        for row in served.order_by("-ended_at", "-pk")[:LAST_SERVED]
    ]
    if len(took) < FEWEST:
        return None
    windows = max(1, len(called_now(desk, day)))
    return round(median(took) * ahead / windows)


@dataclass(frozen=True)
class Slot:
    """A time that can be booked, with the places left."""

    starts_at: datetime
    left: int


def plan_of(desk: Agency, day: date) -> BookingPlan | None:
    """The plan in force at the desk on a day."""
    return _in_force(BookingPlan.objects.filter(desk=desk, since__lte=day), day)


def _in_force(plans: Iterable[BookingPlan], day: date) -> BookingPlan | None:
    running = [
        plan for plan in plans if plan.since <= day and (plan.until is None or plan.until >= day)
    ]
    return max(running, key=lambda plan: (plan.since, plan.pk), default=None)


def desks_with_plan(day: date) -> list[Agency]:
    """Desks that take bookings now or soon, in the order of their names."""
    plans = BookingPlan.objects.filter(Q(until=None) | Q(until__gte=day))
    soon = plans.filter(since__lte=day + timedelta(days=FURTHEST))
    rows = Agency.objects.filter(pk__in=soon.values("desk")).select_related("parent")
    return list(rows.order_by("parent__name_key", "name_key", "pk"))


def days_of(desk: Agency, at: datetime) -> list[date]:
    """The working days that can be booked at a desk, from today on. Plans and calendars are read
    once for all of them.
    """
    today = timezone.localdate(at)
    plans = list(BookingPlan.objects.filter(desk=desk))
    plan = _in_force(plans, today)
    ahead = plan.days_ahead if plan else FURTHEST
    days = [today + timedelta(days=n) for n in range(ahead + 1)]
    held = calendars_over(desk, days)
    return [
        day
        for day in days
        if any(each > at for each in _times(_in_force(plans, day), held[day], day))
    ]


def slots_of(desk: Agency, day: date, at: datetime) -> list[Slot]:
    """The times of one day that have not begun, with what is left of each."""
    times, plan = times_of(desk, day), plan_of(desk, day)
    rows = BookingSlot.objects.filter(desk=desk, starts_at__in=times)
    taken = dict(rows.values_list("starts_at", "taken"))
    return [Slot(each, max(0, plan.capacity - taken.get(each, 0))) for each in times if each > at]


def times_of(desk: Agency, day: date) -> list[datetime]:
    """When slots begin on a day: whole slots inside the office hours; none on a day off."""
    plan = plan_of(desk, day)
    return _times(plan, calendar_of(desk, day), day) if plan else []


def _times(plan: BookingPlan | None, calendar: WorkingCalendar, day: date) -> list[datetime]:
    if plan is None or not calendar.is_working(day):
        return []
    step, found = timedelta(minutes=plan.minutes), []
    for begins, ends in calendar.moments(day):
        while begins + step <= ends:
            found.append(begins)
            begins += step
    return found


def bookings_on(desk: Agency, day: date) -> list[Booking]:
    """Who is expected at the desk on a day, in order, whatever has become of the plan since."""
    begins = datetime.combine(day, time(), VIETNAM)
    rows = Booking.objects.filter(
        slot__desk=desk,
        slot__starts_at__gte=begins,
        slot__starts_at__lt=begins + timedelta(days=1),
    )
    return list(
        rows.filter(state__in=[BookingState.BOOKED, BookingState.ARRIVED])
        .select_related("slot", "procedure", "ticket")
        .order_by("slot__starts_at", "pk")
    )
