"""Booking a time at a desk, with or without an account, and what the queue shows to everybody."""

from datetime import date, datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from dossiers.errors import Invalid
from dossiers.forms.booking import BookingForm, CodeForm
from dossiers.models import Booking, Ticket
from dossiers.selectors.counter.queue import (
    called_now,
    days_of,
    desks_with_plan,
    minutes_to_wait,
    plan_of,
    slots_of,
    waiting,
)
from dossiers.services.counter.booking import book as take_place
from dossiers.services.counter.booking import cancel, confirm
from dossiers.workflow.queue import BookingState, TicketState
from portal.accounts.limits import hit
from portal.agencies.models import Agency

MOST = 500


@require_safe
def booking_desks(request: HttpRequest) -> HttpResponse:
    """`/dat-lich/`: the desks that take bookings, and one's own booked times."""
    mine = []
    if request.user.is_authenticated:
        rows = Booking.objects.filter(user=request.user, state=BookingState.BOOKED)
        rows = rows.filter(slot__starts_at__gt=timezone.now())
        mine = list(rows.select_related("slot__desk").order_by("slot__starts_at")[:10])
    desks = desks_with_plan(timezone.localdate())
    return render(request, "dossiers/booking/desks.html", {"desks": desks, "mine": mine})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def booking_times(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """`/dat-lich/<desk>/`: choose a day, a time, say who comes; every place is taken once."""
    desk = get_object_or_404(Agency, public_id=public_id)
    at = timezone.now()
    if desk not in desks_with_plan(timezone.localdate(at)):
        raise Http404
    days = days_of(desk, at)
    day = _day(request.GET.get("ngay"), days)
    slots = slots_of(desk, day, at) if day else []
    form = BookingForm(request.POST or None, slots=slots, user=request.user)
    if request.method == "POST":
        _limit(request)
        if form.is_valid():
            booking = _book(request, desk, form, at)
            if booking is not None:
                return redirect("dossiers:booking", booking.public_id)
            form.show_anew(slots_of(desk, day, at) if day else [])
    context = {
        "desk": desk,
        "days": days,
        "day": day,
        "slots": slots,
        "form": form,
        "plan": plan_of(desk, day) if day else None,
    }
    status = 422 if form.errors else 200
    return render(request, "dossiers/booking/times.html", context, status=status)


def _day(text: str | None, days: list[date]) -> date | None:
    try:
        asked = date.fromisoformat(text or "")
    except ValueError:
        asked = None
    return asked if asked in days else (days[0] if days else None)


def _limit(request: HttpRequest) -> None:
    """An address on the network stands for many people, a browser for one."""
    hit("booking_by_device", request.device)
    hit("booking_by_address", request.client_address)


def _book(request: HttpRequest, desk: Agency, form: BookingForm, at: datetime) -> Booking | None:
    user = request.user if request.user.is_authenticated else None
    if user is None:
        hit("code_to_contact", form.cleaned_data["phone"])
    try:
        return take_place(
            desk=desk,
            starts_at=form.cleaned_data["slot"],
            name=form.cleaned_data.get("name") or request.user.full_name,
            phone=form.cleaned_data.get("phone", ""),
            user=user,
            at=at,
        )
    except Invalid as invalid:
        for field, words in invalid.errors.items():
            form.add_error(field if field in form.fields else None, words)
        return None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def booking(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """`/dat-lich/lich/<id>/`: its time, the code to show; confirm by code, cancel."""
    rows = Booking.objects.select_related("slot__desk", "user")
    found = get_object_or_404(rows, public_id=public_id)
    if found.user_id not in (None, request.user.pk):
        raise Http404
    form = CodeForm(request.POST if request.POST.get("action") == "confirm" else None)
    if request.method == "POST":
        _limit(request)
        try:
            if request.POST.get("action") == "cancel":
                cancel(booking=found, by=found.user)
                messages.success(request, _("Cancelled. Somebody else can have the place."))
                return redirect("dossiers:booking", found.public_id)
            if form.is_valid():
                confirm(booking=found, code=form.cleaned_data["code"])
                messages.success(request, _("Booked."))
                return redirect("dossiers:booking", found.public_id)
        except Invalid as invalid:
            for words in invalid.errors.values():
                form.add_error(None, words) if form.is_bound else messages.error(request, words)
    context = {
        "booking": found,
        "form": form,
        "held": found.state == BookingState.HELD,
        "booked": found.state == BookingState.BOOKED,
    }
    status = 422 if form.errors else 200
    return render(request, "dossiers/booking/booking.html", context, status=status)


@never_cache
@require_safe
def queue_board(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """`/hang-doi/<desk>/`: for the screen in the hall; an old browser reads it anew by itself."""
    desk = get_object_or_404(Agency, public_id=public_id, kind=Agency.Kind.SERVICE_CENTRE)
    today = timezone.localdate()
    context = {
        "desk": desk,
        "called": called_now(desk, today),
        "next": waiting(desk, today)[:8],
    }
    return render(request, "dossiers/booking/board.html", context)


@never_cache
@require_safe
def queue_number(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """`/hang-doi/so/<id>/`: one's own number from outside: how many are before, how long about."""
    ticket = get_object_or_404(Ticket.objects.select_related("desk"), public_id=public_id)
    now = timezone.now()
    ahead = sum(row.number < ticket.number for row in waiting(ticket.desk, ticket.day)[:MOST])
    is_waiting = ticket.state == TicketState.WAITING and ticket.day == timezone.localdate(now)
    context = {
        "ticket": ticket,
        "is_waiting": is_waiting,
        "ahead": ahead,
        "minutes": minutes_to_wait(ticket.desk, ahead, now) if is_waiting else None,
    }
    return render(request, "dossiers/booking/number.html", context)
