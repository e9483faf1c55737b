"""The front of the counter: one box that understands whatever is scanned, and the next person."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.admin.counter.doors import counter_view
from dossiers.errors import DossierError
from dossiers.forms.desk.counter import NewcomerForm, ScanForm
from dossiers.models import Draft, Visit
from dossiers.selectors.counter.hand_over import to_give, to_take
from dossiers.selectors.counter.intake import intakes_of, offering_of
from dossiers.selectors.counter.papers import dossier_behind, remember_receipt
from dossiers.selectors.counter.scan import Kind, Scanned, recognise
from dossiers.services.counter.intake import adopt_draft
from dossiers.services.counter.visit import open_visit
from dossiers.workflow import READY
from portal.accounts.limits import hit
from portal.accounts.selectors import proven_owner, user_by_phone
from portal.accounts.services.prove_at_desk import OwnIdentity
from portal.accounts.services.prove_identity import IdentityTaken
from portal.accounts.services.register_at_desk import Newcomer, register_at_desk
from portal.audit.purposes import Purpose
from portal.audit.services import looked

LAST = 12


@counter_view
def home(request: HttpRequest) -> HttpResponse:
    """`/quan-tri/tiep-nhan/`: what was scanned is posted, so that it stands in no address."""
    form = ScanForm(request.POST or None)
    if request.method == "POST":
        hit("counter_find", request.user.pk)
        if form.is_valid():
            answer = _follow(request, form, recognise(form.cleaned_data["scan"]))
            if answer is not None:
                return answer
    return _page(request, form)


def _page(request: HttpRequest, form: ScanForm) -> HttpResponse:
    today, units = timezone.localdate(), [request.counter.pk]
    rows = intakes_of(request.user, today).filter(visit__clerk=request.user)
    open_now = Visit.objects.filter(clerk=request.user, closed_at=None, desk=request.counter)
    context = {
        **request.desk,
        "form": form,
        "counter": request.counter,
        "occasion_open": form.is_bound and bool(form.errors.keys() - {"scan"}),
        "open_now": open_now.select_related("person").first(),
        "last": rows.select_related("dossier").order_by("-pk")[:LAST],
        "keys": [
            ("/", _("scan or type")),
            ("t", _("back to the person at the counter")),
            ("q", _("queue and booked times")),
            ("b", _("hand over to the units")),
            ("s", _("register of dossiers")),
        ],
        "waits": to_give(units).exists() or to_take(units).exists(),
    }
    status = 422 if form.errors else 200
    return render(request, "dossiers/counter/home.html", context, status=status)


def _follow(request: HttpRequest, form: ScanForm, found: Scanned) -> HttpResponse | None:
    """Where a scan leads; None when it leads nowhere and the form says so."""
    if found.kind in (Kind.CARD, Kind.IDENTITY):
        proof = proven_owner(found.value)
        return _receive(request, form, proof.user) if proof else _newcomer(request, form, found)
    if found.kind is Kind.PHONE:
        person = user_by_phone(found.value)
        return _receive(request, form, person) if person else _newcomer(request, form, found)
    if found.kind is Kind.DRAFT:
        return _draft(request, form, found.value)
    if found.kind is Kind.DOSSIER:
        return _dossier(request, form, found)
    if found.kind is Kind.BOOKING:
        return redirect("queue:arrive", code=found.value)
    form.add_error("scan", _("This is no identity card, phone number or code the portal knows."))
    return None


def _receive(request: HttpRequest, form: ScanForm, person: Any) -> HttpResponse | None:
    """A visit of this person; looking at somebody is written down for him."""
    looked(request.actor, person, person.pk, Purpose.IDENTITY)
    try:
        visit = open_visit(
            desk=request.counter,
            person=person,
            by=request.user,
            actor=request.actor,
            **form.occasion(),
        )
    except DossierError as refused:
        form.add_error("scan", str(refused))
        return None
    return redirect("counter:visit", visit.public_id)


def _newcomer(request: HttpRequest, form: ScanForm, found: Scanned) -> HttpResponse:
    """The form for somebody without an account, filled from the card."""
    card = found.card
    known = {"number": found.value} if found.kind is not Kind.PHONE else {"phone": found.value}
    if card is not None:
        known |= {"full_name": card.name, "birth_date": card.birth_date}
        known |= {"sex": card.sex, "address": card.address}
    return _newcomer_page(request, NewcomerForm(initial=known), form)


@counter_view
def newcomer(request: HttpRequest) -> HttpResponse:
    """Make the account from the card and open the visit; fields and occasion come in one post."""
    if request.method != "POST":
        return redirect("counter:home")
    form = NewcomerForm(request.POST)
    occasion = ScanForm(_with_scan(request.POST))
    if form.is_valid() and occasion.is_valid():
        hit("counter_find", request.user.pk)
        person = _registered(request, form)
        answer = _receive(request, occasion, person) if person else None
        if answer is not None:
            return answer
    return _newcomer_page(request, form, occasion)


def _with_scan(data):
    """The occasion travels in the form of the newcomer, whose box was read already."""
    copy = data.copy()
    copy["scan"] = "-"
    return copy


def _registered(request: HttpRequest, form: NewcomerForm) -> Any:
    """The new person, or whoever has proven the number meanwhile; None with words in the form."""
    facts = {name: form.cleaned_data[name] for name in form.fields if name != "compared"}
    facts = {name: value for name, value in facts.items() if value}
    try:
        person = register_at_desk(
            newcomer=Newcomer(**facts), official=request.user, by=request.actor
        )
    except OwnIdentity:
        form.add_error("number", _("Nobody proves their own identity. Ask a colleague."))
        return None
    except IdentityTaken:
        proof = proven_owner(form.cleaned_data["number"])
        return proof.user if proof else None
    messages.success(request, _("The account is made and the identity proven."))
    return person


def _newcomer_page(request: HttpRequest, form: NewcomerForm, occasion: ScanForm) -> HttpResponse:
    context = {**request.desk, "form": form, "occasion": occasion}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "dossiers/counter/newcomer.html", context, status=status)


def _draft(request: HttpRequest, form: ScanForm, public_id: str) -> HttpResponse | None:
    """A draft printed at home and brought: whoever holds its code shows it by will."""
    draft = (
        Draft.objects.select_related("owner", "revision__procedure", "case")
        .filter(public_id=public_id)
        .first()
    )
    if draft is None:
        form.add_error("scan", _("There is no such draft any more; it may have been sent."))
        return None
    answer = _receive(request, form, draft.owner)
    if answer is None:
        return None
    visit = Visit.objects.filter(clerk=request.user, closed_at=None).select_related("desk").get()
    offering = offering_of(draft, visit, timezone.localdate())
    if offering is None:
        messages.error(request, _("This desk does not take the procedure of the draft."))
        return answer
    try:
        intake = adopt_draft(
            visit=visit, by=request.user, actor=request.actor, draft=draft, offering=offering
        )
    except DossierError as refused:
        messages.error(request, str(refused))
        return answer
    return redirect("counter:intake", intake.public_id)


def _dossier(request: HttpRequest, form: ScanForm, found: Scanned) -> HttpResponse | None:
    """The dossier of a code: to its hand-out when the result is there, else to its page."""
    dossier = dossier_behind(request.user, found.value, timezone.localdate())
    if dossier is None:
        form.add_error("scan", _("No dossier of this desk has this code."))
        return None
    remember_receipt(request.session, dossier, found)
    if dossier.state in READY:
        return redirect("counter:hand_out", dossier.public_id)
    return redirect("desk:dossier", dossier.public_id)
