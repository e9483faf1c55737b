"""The payer: what it costs, ways to pay, what has come of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dossiers.errors import DossierError
from dossiers.forms.payment import ProofForm, ReliefForm
from dossiers.models import Attempt, Demand, Dossier
from dossiers.models.mandate import Power
from dossiers.permissions import owned_by
from dossiers.selectors.charges import reliefs_of
from dossiers.selectors.money.accounts import account_of, transfer_code
from dossiers.selectors.money.story import Story, story_of
from dossiers.selectors.shipments import collecting
from dossiers.services.money.cash import claim_transfer
from dossiers.services.money.charges import claim_relief
from dossiers.services.money.online import start_online
from dossiers.views.doors import count_uploads, with_dossier_to
from dossiers.words.money import (
    attempt_entry,
    charge_row,
    claim_entry,
    failure_words,
    movement_entry,
    refund_entry,
    standing,
)
from portal.accounts.actors import actor_of
from portal.documents.errors import UploadRefused
from portal.documents.links import link
from portal.documents.qr import qr_svg
from portal.documents.selectors import allowance, issued_for
from portal.documents.services import store_upload
from portal.documents.workflow import PaperKind, Purpose
from portal.integrations.payments.connector import NAME
from portal.integrations.selectors import is_on, when_down
from portal.kernel.numbers import whole_number
from procedures.words import amount_words


@require_http_methods(["GET", "HEAD", "POST"])
@with_dossier_to(Power.PAY)
def pay(request: HttpRequest, dossier: Dossier) -> HttpResponse:
    """`/ho-so/<id>/le-phi/`: charges, ways to pay, receipts. Nothing here waits for a bank."""
    story = story_of(dossier)
    forms = _forms(request, dossier, story)
    if request.method == "POST":
        count_uploads(request)
        gone_on = _act(request, dossier, story, forms)
        if gone_on is not None:
            return gone_on
    return render(request, "dossiers/money/pay.html", _context(request, dossier, story, forms))


def _forms(request: HttpRequest, dossier: Dossier, story: Story) -> dict[str, Any]:
    """The form of a proof, and one for each charge for which somebody pays less."""
    accept, action = allowance(Purpose.DOSSIER_PAPER).accept, request.POST.get("action", "")
    sent = (request.POST, request.FILES)
    claimed = {claim.charge_key for claim in story.claims if claim.state != "REFUSED"}
    forms = {"proof": ProofForm(*(sent if action == "transfer" else ()), accept=accept)}
    for charge in story.charges:
        groups = () if dossier.is_final else reliefs_of(dossier, charge.key)
        if groups and charge.key not in claimed and (charge.amount is None or charge.amount):
            name = f"relief:{charge.pk}"
            given = sent if action == name else ()
            forms[name] = ReliefForm(*given, charge=charge, groups=groups, accept=accept)
    return forms


def _act(
    request: HttpRequest, dossier: Dossier, story: Story, forms: dict[str, Any]
) -> HttpResponse | None:
    """Do what the button says; None when the page is to be shown again with what is wrong."""
    action = request.POST.get("action", "")
    try:
        if action == "online":
            attempt = start_online(dossier=dossier, by=request.user, demand_id=_asked_for(request))
            return redirect("dossiers:pay_try", dossier.public_id, attempt.public_id)
        if action == "transfer":
            return _transferred(request, dossier, forms["proof"])
        if action in forms:
            return _claimed(request, dossier, forms[action])
    except DossierError as refused:
        messages.error(request, str(refused.message))
    return redirect("dossiers:pay", dossier.public_id)


def _transferred(request: HttpRequest, dossier: Dossier, form: ProofForm) -> HttpResponse | None:
    proof = _keep(request, dossier, form) if form.is_valid() else None
    if proof is None:
        return None
    claim_transfer(dossier=dossier, by=request.user, demand_id=_asked_for(request), proof=proof)
    messages.success(request, _("Sent. The cashier looks for your transfer on the account."))
    return redirect("dossiers:pay", dossier.public_id)


def _claimed(request: HttpRequest, dossier: Dossier, form: ReliefForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    proof = _keep(request, dossier, form) if form.cleaned_data["proof"] else None
    if form.errors:
        return None
    claim_relief(
        dossier=dossier,
        by=request.user,
        charge_id=form.charge.pk,
        which=form.cleaned_data["which"],
        proof=proof,
    )
    messages.success(request, _("Sent. An official checks it; you are shown the answer here."))
    return redirect("dossiers:pay", dossier.public_id)


def _keep(request: HttpRequest, dossier: Dossier, form: Any) -> Any:
    try:
        upload = form.cleaned_data["proof"]
        return store_upload(upload, dossier.owner, Purpose.DOSSIER_PAPER, by=actor_of(request))
    except UploadRefused as refused:
        form.add_error("proof", str(refused))
        return None


def _asked_for(request: HttpRequest) -> int:
    return whole_number(request.POST.get("demand"))


def _context(
    request: HttpRequest, dossier: Dossier, story: Story, forms: dict[str, Any]
) -> dict[str, Any]:
    demand = story.open_demand
    parcel = collecting(dossier) if demand else None
    words, tone = standing(story.book, demand)
    wrong = next((form for form in forms.values() if form.is_bound), None)
    return {
        "dossier": dossier,
        "demand": demand,
        "amount": amount_words(demand.amount) if demand else "",
        "standing": words,
        "tone": tone,
        "book": story.book,
        "at_the_door": amount_words(parcel.cod) if parcel else "",
        "columns": [
            _("Charge"),
            _("Ground"),
            {"label": _("Amount"), "kind": "number"},
        ],
        "charges": [charge_row(charge) for charge in story.charges],
        "total": amount_words(story.book.due),
        "too_much": amount_words(story.book.too_much) if story.book.too_much else "",
        "waiting": [_waiting(dossier, row) for row in story.attempts if row.is_waiting],
        "checking": any(row.state == Attempt.State.CHECKING for row in story.attempts),
        "online": is_on(NAME),
        "when_down": when_down(NAME),
        "transfer": _transfer(dossier, demand),
        "proof": forms["proof"],
        "reliefs": [form for name, form in forms.items() if name != "proof"],
        "wrong": wrong,
        "takes": allowance(Purpose.DOSSIER_PAPER),
        "history": _history(story),
        "papers": _papers(request, dossier, story),
        "desk": dossier.receiving_agency,
    }


def _waiting(dossier: Dossier, attempt: Attempt) -> dict[str, Any]:
    return {"row": attempt, "words": failure_words(attempt), "dossier": dossier}


def _transfer(dossier: Dossier, demand: Demand | None) -> dict[str, Any] | None:
    """The QR code with everything in it in words, where the agency has an account."""
    account = account_of(dossier.agency, timezone.localdate()) if demand else None
    if account is None:
        return None
    amount = amount_words(demand.amount)
    words = _("VietQR code: %(bank)s, account %(number)s, %(amount)s, content %(content)s") % {
        "bank": account.bank_name,
        "number": account.number,
        "amount": amount,
        "content": demand.reference,
    }
    return {
        "svg": qr_svg(transfer_code(demand, account), label=words),
        "rows": [
            {"label": _("Bank"), "value": account.bank_name},
            {"label": _("Account number"), "value": account.number},
            {"label": _("Account holder"), "value": account.holder},
            {"label": _("Amount"), "value": amount},
            {"label": _("Content of the transfer"), "value": demand.reference},
        ],
    }


def _history(story: Story) -> list[dict[str, Any]]:
    entries = [attempt_entry(row) for row in story.attempts if not row.is_waiting]
    entries += [movement_entry(row) for row in story.movements]
    entries += [refund_entry(row) for row in story.refunds]
    entries += [claim_entry(row) for row in story.claims]
    return sorted(entries, key=lambda entry: entry["at"])


def _papers(request: HttpRequest, dossier: Dossier, story: Story) -> list[dict[str, Any]]:
    """Receipts of the agency, and the platform's own."""
    issued = [paper for paper in issued_for(dossier) if paper.kind == PaperKind.PAYMENT]
    found = [
        {"label": paper.code, "url": link(paper.file, request.user), "code": paper.code}
        for paper in issued
    ]
    found += [
        {"label": _("Receipt of the platform"), "url": link(row.bill, request.user), "code": ""}
        for row in story.attempts
        if row.bill is not None
    ]
    return found


@require_safe
@with_dossier_to(Power.PAY)
def pay_try(request: HttpRequest, dossier: Dossier, attempt_id: UUID) -> HttpResponse:
    """One try to pay: it is being prepared, the way to the platform's page, or how it ended."""
    attempt = Attempt.objects.filter(public_id=attempt_id, demand__dossier=dossier).first()
    if attempt is None:
        raise Http404
    context = {
        "dossier": dossier,
        "attempt": attempt,
        "amount": amount_words(attempt.amount),
        "words": failure_words(attempt),
        "waits": attempt.state in (Attempt.State.PREPARING, Attempt.State.READY),
        "when_down": when_down(NAME),
    }
    return render(request, "dossiers/money/try.html", context)


@require_safe
def pay_back(request: HttpRequest) -> HttpResponse:
    """The payer comes back from the platform. What the address says proves nothing: it only finds
    the page on which the result will stand."""
    reference = request.GET.get("MaThamChieu", "")[:25]
    mine = owned_by(request.user, timezone.localdate(), Power.PAY)
    attempt = (
        Attempt.objects.filter(reference=reference, demand__dossier__in=mine)
        .select_related("demand__dossier")
        .first()
    )
    if attempt is None:
        raise Http404
    return redirect("dossiers:pay_try", attempt.demand.dossier.public_id, attempt.public_id)
