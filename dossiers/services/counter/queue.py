"""Numbers of the day: given out without a gap, called in order, each called once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid, NotAllowed
from dossiers.models import Booking, QueueCounter, Ticket
from dossiers.permissions import places_of
from dossiers.rules.counter import BOOKED_FIRST, BOOKING_LATE
from dossiers.services.number import next_number
from dossiers.workflow.queue import BOOKINGS, TICKETS, BookingState, TicketState
from portal.agencies.models import Agency
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.audit.services import record

GONE = _("This number was dealt with already.")
NOT_TODAY = _("This time is booked for another day.")
ENDED = _("This booking is not in force any more.")


def take_number(
    *, desk: Agency, by, actor: Actor, booking: Booking | None = None, at: datetime | None = None
) -> Ticket:
    """The next number of `desk` today; who booked and comes twice has the number already.

    Raises `NotAllowed` for another desk, `Invalid` for a booking of another day or one that ended.
    """
    at = at or timezone.now()
    day = timezone.localdate(at)
    _of_desk(desk.pk, by, day)
    with transaction.atomic():
        if booking is not None and (held := _arrive(booking, desk, day)):
            return held
        number = next_number(QueueCounter, desk_id=desk.pk, day=day)
        ticket = Ticket.objects.create(
            desk=desk,
            day=day,
            number=number,
            booking=booking,
            state=TicketState.WAITING,
            taken_at=at,
        )
        record("queue.number_taken", ticket, actor, {"desk": desk.pk, "number": number}, at=at)
    return ticket


def _arrive(booking: Booking, desk: Agency, day) -> Ticket | None:
    locked = (
        Booking.objects.select_for_update(of=("self",)).select_related("slot").get(pk=booking.pk)
    )
    if locked.state == BookingState.ARRIVED:
        return locked.ticket
    if BookingState.ARRIVED not in BOOKINGS[locked.state] or locked.slot.desk_id != desk.pk:
        raise Invalid({"booking": ENDED})
    if timezone.localdate(locked.slot.starts_at) != day:
        raise Invalid({"booking": NOT_TODAY})
    locked.state = BookingState.ARRIVED
    locked.save(update_fields=["state"])
    return None


def call_next(
    *, desk: Agency, by, actor: Actor, window: str, at: datetime | None = None
) -> Ticket | None:
    """Call whoever is next to `window`; the number this clerk had called before is served.

    Whose booked time has come goes first, by that time; then the numbers in their order. Two clerks
    never call the same number. None when nobody waits.
    """
    at = at or timezone.now()
    day = timezone.localdate(at)
    _of_desk(desk.pk, by, day)
    with transaction.atomic():
        for before in Ticket.objects.select_for_update().filter(
            desk=desk, day=day, clerk=by, state=TicketState.CALLED
        ):
            _move(before, TicketState.DONE, actor, at)
        waiting = Ticket.objects.select_for_update(of=("self",), skip_locked=True).filter(
            desk=desk, day=day, state=TicketState.WAITING
        )
        first = _booked(waiting, at) or waiting.order_by("number").first()
        if first is None:
            return None
        first.window, first.clerk = window, by
        return _call(first, actor, at)


def _booked(waiting, at: datetime) -> Ticket | None:
    due = waiting.filter(
        booking__slot__starts_at__lte=at + BOOKED_FIRST,
        booking__slot__starts_at__gte=at - BOOKING_LATE,
    )
    in_time = due.order_by("booking__slot__starts_at", "number").first()
    if in_time is not None:
        return in_time
    # Who came in time keeps the priority even when the desk itself is late.
    kept = waiting.filter(booking__slot__starts_at__lt=at).select_related("booking__slot")
    for ticket in kept.order_by("booking__slot__starts_at", "number"):
        if ticket.taken_at <= ticket.booking.slot.starts_at + BOOKING_LATE:
            return ticket
    return None


def call_again(*, ticket: Ticket, by, actor: Actor, at: datetime | None = None) -> Ticket:
    """Call the same number once more. Raises `Invalid` when it was dealt with, `NotAllowed`."""
    at = at or timezone.now()
    with transaction.atomic():
        return _call(_lock(ticket, by, TicketState.CALLED), actor, at)


def mark_absent(*, ticket: Ticket, by, actor: Actor, at: datetime | None = None) -> Ticket:
    """Nobody came. Raises `Invalid`, `NotAllowed`."""
    return _end(ticket, by, actor, TicketState.ABSENT, at)


def finish(*, ticket: Ticket, by, actor: Actor, at: datetime | None = None) -> Ticket:
    """The person has been served. Raises `Invalid`, `NotAllowed`."""
    return _end(ticket, by, actor, TicketState.DONE, at)


def take_back_in(*, ticket: Ticket, by, actor: Actor, at: datetime | None = None) -> Ticket:
    """Who was absent has come after all and waits again under the same number."""
    return _end(ticket, by, actor, TicketState.WAITING, at)


def _end(ticket: Ticket, by, actor: Actor, state: str, at: datetime | None) -> Ticket:
    with transaction.atomic():
        locked = _lock(ticket, by, state)
        return _move(locked, state, actor, at or timezone.now())


def _lock(ticket: Ticket, by, state: str) -> Ticket:
    locked = Ticket.objects.select_for_update(of=("self",)).get(pk=ticket.pk)
    _of_desk(locked.desk_id, by, timezone.localdate())
    if state not in TICKETS[locked.state]:
        raise Invalid({"ticket": GONE})
    return locked


def _call(ticket: Ticket, actor: Actor, at: datetime) -> Ticket:
    ticket.calls += 1
    ticket.called_at = at
    return _move(ticket, TicketState.CALLED, actor, at)


def _move(ticket: Ticket, state: str, actor: Actor, at: datetime) -> Ticket:
    ticket.state = state
    ticket.ended_at = at if state in (TicketState.DONE, TicketState.ABSENT) else None
    ticket.save()
    record(f"queue.{state.lower()}", ticket, actor, {"number": ticket.number}, at=at)
    return ticket


def _of_desk(desk_id: int, by, day) -> None:
    if desk_id not in places_of(by, {Role.DESK}, day):
        raise NotAllowed
