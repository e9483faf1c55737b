"""Booking a time at a desk: one place for one booking, whoever presses at the same moment."""

import secrets
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.models import Booking, BookingSlot
from dossiers.rules.counter import BOOKING_HOLD, BOOKING_LATE, MOST_BOOKINGS, REMIND_BEFORE
from dossiers.rules.tracking import CODE_DIGITS, CODE_TRIES
from dossiers.selectors.counter.queue import plan_of, times_of
from dossiers.services.watch.each import tell_each
from dossiers.workflow.queue import BOOKINGS, TAKES_A_PLACE, BookingState
from portal.accounts.fields import lookup_hash
from portal.agencies.models import Agency
from portal.audit.actors import SYSTEM, Actor
from portal.audit.models import Event
from portal.audit.services import record
from portal.messaging.services import notify, notify_address

_TABLE = BookingSlot._meta.db_table
TAKE = f"""
    INSERT INTO {_TABLE} (desk_id, starts_at, taken) VALUES (%s, %s, 1)
    ON CONFLICT (desk_id, starts_at) DO UPDATE SET taken = {_TABLE}.taken + 1
     WHERE {_TABLE}.taken < %s
    RETURNING id
"""  # noqa: S608 — the table's name comes from the model
BATCH = 500
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

FULL = _("Somebody was faster: this time is full. Choose another one.")
NO_TIME = _("This desk takes no booking at that time.")
ENOUGH = _("You have %(most)s times booked already. Cancel one first.")
WRONG = _("The code is not right. Look at the message again.")
LATE = _("The time for the code is over, the place was given back. Book again.")
ENDED = _("This booking has ended already.")


def book(
    *,
    desk: Agency,
    starts_at: datetime,
    name: str,
    phone: str = "",
    user=None,
    procedure=None,
    at: datetime | None = None,
) -> Booking:
    """Take a place. Without an account it is held for ten minutes until the code that goes to
    `phone` (E.164) has come back.

    Raises `Invalid` for a time that is not offered, has begun or is full.
    """
    at = at or timezone.now()
    day = timezone.localdate(starts_at)
    plan = plan_of(desk, day)
    if plan is None or starts_at <= at or starts_at not in times_of(desk, day):
        raise Invalid({"slot": NO_TIME})
    if (day - timezone.localdate(at)).days > plan.days_ahead:
        raise Invalid({"slot": NO_TIME})
    with transaction.atomic():
        _not_too_many(user, at)
        with connection.cursor() as cursor:
            cursor.execute(TAKE, [desk.pk, starts_at, plan.capacity])
            row = cursor.fetchone()
        if row is None:
            raise Invalid({"slot": FULL})
        booking = Booking(
            code=_code(),
            slot_id=row[0],
            user=user,
            name=name,
            phone=phone,
            procedure=procedure,
            state=BookingState.BOOKED if user else BookingState.HELD,
            made_at=at,
            held_until=None if user else at + BOOKING_HOLD,
        )
        digits = "" if user else "".join(secrets.choice("0123456789") for _n in range(CODE_DIGITS))
        booking.code_hash = _hash(booking, digits) if digits else ""
        booking.save()
        actor = Actor.citizen(user) if user else Actor.anonymous()
        event = record("booking.made", booking, actor, {"desk": desk.pk}, at=at)
        _tell(event, booking, starts_at, digits)
    return booking


def _not_too_many(user, at: datetime) -> None:
    if user is None:
        return
    get_user_model().objects.select_for_update().get(pk=user.pk)
    held = Booking.objects.filter(user=user, state=BookingState.BOOKED, slot__starts_at__gt=at)
    if held[:MOST_BOOKINGS].count() == MOST_BOOKINGS:
        raise Invalid({"slot": ENOUGH % {"most": MOST_BOOKINGS}})


def confirm(*, booking: Booking, code: str, at: datetime | None = None) -> Booking:
    """The code has come back: the place is booked. Confirming twice changes nothing.

    Raises `Invalid` for a wrong code (each try is counted) and after the time for it.
    """
    at = at or timezone.now()
    with transaction.atomic():
        locked = _lock(booking)
        if locked.state == BookingState.BOOKED:
            return locked
        right = constant_time_compare(locked.code_hash, _hash(locked, code.strip()))
        in_time = locked.state == BookingState.HELD and at < locked.held_until
        if in_time and locked.code_tries < CODE_TRIES and right:
            locked.state, locked.held_until, locked.code_hash = BookingState.BOOKED, None, ""
            locked.save()
            record("booking.confirmed", locked, Actor.anonymous(), {}, at=at)
            return locked
        locked.code_tries += 1
        locked.save(update_fields=["code_tries"])
    raise Invalid({"code": WRONG if in_time else LATE})


def cancel(*, booking: Booking, by=None, at: datetime | None = None) -> Booking:
    """Give the place back; whoever holds the address of the booking may. Twice changes nothing.

    Raises `Invalid` when the person has arrived or the time is over.
    """
    at = at or timezone.now()
    with transaction.atomic():
        locked = _lock(booking)
        if locked.state == BookingState.DROPPED:
            return locked
        actor = Actor.citizen(by) if by else Actor.anonymous()
        return _end(locked, BookingState.DROPPED, actor, at)


def sweep_bookings(at: datetime | None = None) -> int:
    """Free what was held too long, note who did not come, remind of what comes; how many moved."""
    at = at or timezone.now()
    return tell_each([_end_overdue, _remind_of_soon], lambda one: one(at))


def _end_overdue(at: datetime) -> int:
    lapsed = Booking.objects.filter(state=BookingState.HELD, held_until__lte=at)
    missed = Booking.objects.filter(
        state=BookingState.BOOKED, slot__starts_at__lte=at - 2 * BOOKING_LATE
    )
    found = [(row, BookingState.LAPSED) for row in lapsed.order_by("pk")[:BATCH]]
    found += [(row, BookingState.MISSED) for row in missed.order_by("pk")[:BATCH]]
    return tell_each(found, lambda pair: _end_unless_moved(*pair, at))


@transaction.atomic
def _end_unless_moved(found: Booking, state: str, at: datetime) -> bool:
    locked = _lock(found)
    if locked.state != found.state:
        return False
    _end(locked, state, SYSTEM, at)
    return True


def _remind_of_soon(at: datetime) -> int:
    soon = Booking.objects.filter(
        state=BookingState.BOOKED,
        reminded_at=None,
        slot__starts_at__gt=at,
        slot__starts_at__lte=at + REMIND_BEFORE,
        made_at__lt=F("slot__starts_at") - REMIND_BEFORE,
    )
    return tell_each(list(soon.order_by("pk")[:BATCH]), lambda row: _remind(row, at))


@transaction.atomic
def _remind(found: Booking, at: datetime) -> bool:
    booking = _lock(found)
    if booking.reminded_at is not None or booking.state != BookingState.BOOKED:
        return False
    booking.reminded_at = at
    booking.save(update_fields=["reminded_at"])
    event = record("booking.reminded", booking, SYSTEM, {}, at=at)
    _send(event, "dossiers/booking_soon_for_citizen", booking)
    return True


def _end(booking: Booking, state: str, actor: Actor, at: datetime) -> Booking:
    if state not in BOOKINGS[booking.state]:
        raise Invalid({"booking": ENDED})
    if booking.state in TAKES_A_PLACE and state != BookingState.MISSED:
        BookingSlot.objects.filter(pk=booking.slot_id).update(taken=F("taken") - 1)
    booking.state, booking.ended_at = state, at
    booking.save()
    record(f"booking.{state.lower()}", booking, actor, {}, at=at)
    return booking


def _lock(booking: Booking) -> Booking:
    rows = Booking.objects.select_for_update(of=("self",)).select_related("slot__desk", "user")
    return rows.get(pk=booking.pk)


def _code() -> str:
    return "DL-" + "".join(secrets.choice(LETTERS) for _n in range(6))


def _hash(booking: Booking, digits: str) -> str:
    return lookup_hash(f"booking:{booking.public_id}:{digits}")


def _tell(event: Event, booking: Booking, starts_at: datetime, digits: str) -> None:
    if booking.user is not None:
        _send(event, "dossiers/booked_for_citizen", _lock(booking))
        return
    notify_address(
        event,
        "dossiers/booking_code_for_citizen",
        booking.phone,
        "SMS",
        {"code": digits, "minutes": int(BOOKING_HOLD.total_seconds() // 60)},
        valid_until=booking.held_until,
    )


def _send(event: Event, text: str, booking: Booking) -> None:
    """To the account where there is one, else to the phone that was proven."""
    context = {
        "desk": booking.slot.desk.name,
        "moment": timezone.localtime(booking.slot.starts_at),
        "number": booking.code,
    }
    if booking.user is not None:
        link = f"/dat-lich/lich/{booking.public_id}/"
        notify(event, text, booking.user, context, link)
    elif booking.phone:
        notify_address(event, text, booking.phone, "SMS", context)
