"""The life of a queue number and of a booked time: states, who moves them, where they lead."""

from django.db import models
from django.utils.translation import pgettext_lazy


class TicketState(models.TextChoices):
    WAITING = "WAITING", pgettext_lazy("queue number", "waiting")
    CALLED = "CALLED", pgettext_lazy("queue number", "called")
    DONE = "DONE", pgettext_lazy("queue number", "served")
    ABSENT = "ABSENT", pgettext_lazy("queue number", "did not come")


class BookingState(models.TextChoices):
    HELD = "HELD", pgettext_lazy("booked time", "waiting for the code")
    BOOKED = "BOOKED", pgettext_lazy("booked time", "booked")
    ARRIVED = "ARRIVED", pgettext_lazy("booked time", "arrived")
    DROPPED = "DROPPED", pgettext_lazy("booked time", "cancelled")
    LAPSED = "LAPSED", pgettext_lazy("booked time", "not confirmed in time")
    MISSED = "MISSED", pgettext_lazy("booked time", "nobody came")


# From each state, what may follow.
TICKETS: dict[str, frozenset[str]] = {
    TicketState.WAITING: frozenset({TicketState.CALLED}),
    TicketState.CALLED: frozenset({TicketState.CALLED, TicketState.DONE, TicketState.ABSENT}),
    TicketState.ABSENT: frozenset({TicketState.WAITING}),
    TicketState.DONE: frozenset(),
}
BOOKINGS: dict[str, frozenset[str]] = {
    BookingState.HELD: frozenset({BookingState.BOOKED, BookingState.LAPSED, BookingState.DROPPED}),
    BookingState.BOOKED: frozenset(
        {BookingState.ARRIVED, BookingState.DROPPED, BookingState.MISSED}
    ),
    BookingState.ARRIVED: frozenset(),
    BookingState.DROPPED: frozenset(),
    BookingState.LAPSED: frozenset(),
    BookingState.MISSED: frozenset(),
}
TAKES_A_PLACE = frozenset({BookingState.HELD, BookingState.BOOKED})
