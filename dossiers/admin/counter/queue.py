"""The queue as a clerk works it: numbers, calling, booked times."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.admin.counter.doors import counter_view
from dossiers.errors import DossierError, Invalid
from dossiers.models import Booking, Ticket
from dossiers.selectors.counter.queue import bookings_on, called_now, tickets_of, waiting
from dossiers.services.counter.queue import (
    call_again,
    call_next,
    finish,
    mark_absent,
    take_back_in,
    take_number,
)
from dossiers.views.doors import is_row
from dossiers.workflow.queue import TicketState

WINDOW = "counter_window"
MOVES = {"again": call_again, "absent": mark_absent, "finish": finish, "back": take_back_in}


class WindowForm(forms.Form):
    window = forms.CharField(label=gettext_lazy("My window"), max_length=20)


@counter_view
def desk(request: HttpRequest) -> HttpResponse:
    """`/quan-tri/xep-hang/`: give out numbers, call the next, see who is expected."""
    if request.method == "POST":
        try:
            return _act(request)
        except Invalid as invalid:
            messages.error(request, "; ".join(map(str, invalid.errors.values())))
        except DossierError as refused:
            messages.error(request, refused.message)
        return redirect("queue:desk")
    today, counter = timezone.localdate(), request.counter
    mine = tickets_of(counter, today).filter(clerk=request.user, state=TicketState.CALLED)
    context = {
        **request.desk,
        "counter": counter,
        "form": WindowForm(initial={"window": request.session.get(WINDOW, "1")}),
        "mine": mine.first(),
        "called": called_now(counter, today),
        "waiting": waiting(counter, today),
        "absent": list(
            tickets_of(counter, today).filter(state=TicketState.ABSENT).order_by("number")
        ),
        "bookings": bookings_on(counter, today),
        "keys": [
            ("n", _("call the next number")),
            ("g", _("call the same number again")),
            ("m", _("nobody came")),
            ("d", _("served")),
            ("p", _("give out a number")),
        ],
    }
    return render(request, "dossiers/counter/queue.html", context)


def _act(request: HttpRequest) -> HttpResponse:
    action, _colon, named = request.POST.get("action", "").partition(":")
    frame: dict[str, Any] = {"by": request.user, "actor": request.actor}
    if action == "number":
        ticket = take_number(desk=request.counter, **frame)
        return redirect("queue:ticket", ticket.public_id)
    if action == "next":
        window = request.POST.get("window", "").strip()[:20] or "1"
        request.session[WINDOW] = window
        if call_next(desk=request.counter, window=window, **frame) is None:
            messages.info(request, _("Nobody waits."))
        return redirect("queue:desk")
    if action not in MOVES or not is_row(named):
        raise Http404
    tickets = tickets_of(request.counter, timezone.localdate())
    ticket = tickets.filter(pk=int(named)).first()
    if ticket is None:
        raise Http404
    MOVES[action](ticket=ticket, **frame)
    return redirect("queue:desk")


@counter_view
def arrive(request: HttpRequest, code: str) -> HttpResponse:
    """Who booked has come: shown, and one press gives the number."""
    booking = (
        Booking.objects.filter(code=code, slot__desk=request.counter)
        .select_related("slot", "procedure")
        .first()
    )
    if booking is None:
        messages.error(request, _("Nothing is booked here under this code."))
        return redirect("queue:desk")
    if request.method == "POST":
        try:
            ticket = take_number(
                desk=request.counter, by=request.user, actor=request.actor, booking=booking
            )
            return redirect("queue:ticket", ticket.public_id)
        except Invalid as invalid:
            messages.error(request, "; ".join(map(str, invalid.errors.values())))
    return render(request, "dossiers/counter/arrive.html", {**request.desk, "booking": booking})


@counter_view
def ticket(request: HttpRequest, public_id) -> HttpResponse:
    """The number in large, to be printed and handed to the person."""
    found = Ticket.objects.filter(desk=request.counter, public_id=public_id).first()
    if found is None:
        raise Http404
    context = {**request.desk, "ticket": found, "counter": request.counter}
    return render(request, "dossiers/counter/ticket.html", context)
