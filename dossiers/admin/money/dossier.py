"""The money of one dossier for officials: take, check, enter, give back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from dossiers.admin.money.lists import frame
from dossiers.admin.money.scope import WATCHERS, agencies_of
from dossiers.errors import DossierError, Invalid
from dossiers.forms.desk.money import (
    AmountForm,
    ApproveForm,
    DecisionForm,
    PayOutForm,
    RefundForm,
    RefusalForm,
)
from dossiers.models import Dossier, Refund
from dossiers.models.money.charge import Purpose
from dossiers.selectors.money.rights import CASHIERS, LEADERS, official
from dossiers.selectors.money.story import Story, open_irregularities, story_of
from dossiers.services.money.cash import approve_transfer, refuse_transfer, take_cash
from dossiers.services.money.charges import decide_relief, enter_amount
from dossiers.services.money.refund import ask_refund, decide_refund, held_of, pay_refund
from dossiers.words.money import (
    attempt_entry,
    charge_row,
    claim_entry,
    movement_entry,
    refund_entry,
    standing,
)
from portal.admin_site.views import official_view
from portal.audit import purposes
from portal.audit.services import looked
from portal.documents.links import link
from portal.kernel.numbers import whole_number
from procedures.words import amount_words


@dataclass(frozen=True)
class Deed:
    """One button of the page: what it asks for, what it does, what is said when it is done."""

    form: Callable[..., forms.Form]
    do: Callable[..., Any]
    done: str | Promise


def _cash(purpose: Purpose) -> Callable[..., None]:
    def take(dossier, by, key: int, given: dict[str, Any]) -> None:
        take_cash(dossier=dossier, by=by, amount=Decimal(key), purpose=purpose)

    return take


def _amount(dossier, by, key: int, given: dict[str, Any]) -> None:
    enter_amount(dossier=dossier, by=by, **given)


def _approve(dossier, by, key: int, given: dict[str, Any]) -> None:
    approve_transfer(dossier=dossier, by=by, attempt_id=key, transaction=given["transaction"])


def _refuse(dossier, by, key: int, given: dict[str, Any]) -> None:
    refuse_transfer(dossier=dossier, by=by, attempt_id=key, reason=given["reason"])


def _relief(grant: bool) -> Callable[..., None]:
    def decide(dossier, by, key: int, given: dict[str, Any]) -> None:
        reason = given["reason"]
        decide_relief(dossier=dossier, by=by, claim_id=key, grant=grant, reason=reason)

    return decide


def _refund(dossier, by, key: int, given: dict[str, Any]) -> None:
    facts = {name: given[name] for name in ("amount", "why", "ground", "to")}
    ask_refund(dossier=dossier, by=by, demand_id=given["demand"], **facts)


def _refund_of(dossier: Dossier, key: int) -> Refund:
    found = Refund.objects.select_related("demand__dossier").filter(pk=key, demand__dossier=dossier)
    refund = found.first()
    if refund is None:
        raise Http404
    return refund


def _decide(approve: bool) -> Callable[..., None]:
    def decide(dossier, by, key: int, given: dict[str, Any]) -> None:
        refund = _refund_of(dossier, key)
        decide_refund(refund=refund, by=by, approve=approve, reason=given["reason"])

    return decide


def _paid_out(dossier, by, key: int, given: dict[str, Any]) -> None:
    pay_refund(refund=_refund_of(dossier, key), by=by, **given)


DEEDS: dict[str, Deed] = {
    **{
        f"cash_{purpose.lower()}": Deed(
            forms.Form,
            _cash(purpose),
            gettext_lazy("Taken in cash. The receipt is being made."),
        )
        for purpose in Purpose
    },
    "amount": Deed(AmountForm, _amount, gettext_lazy("Entered.")),
    "approve": Deed(ApproveForm, _approve, gettext_lazy("Recorded. The receipt is being made.")),
    "refuse": Deed(RefusalForm, _refuse, gettext_lazy("The payer has been told why.")),
    "grant": Deed(DecisionForm, _relief(True), gettext_lazy("Granted.")),
    "deny": Deed(DecisionForm, _relief(False), gettext_lazy("Refused; the payer reads why.")),
    "refund": Deed(RefundForm, _refund, gettext_lazy("Asked for. Another official approves it.")),
    "refund_yes": Deed(DecisionForm, _decide(True), gettext_lazy("Approved; the payer was told.")),
    "refund_no": Deed(DecisionForm, _decide(False), gettext_lazy("Not approved.")),
    "refund_paid": Deed(PayOutForm, _paid_out, gettext_lazy("Paid out; the payer was told.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*WATCHERS)
def dossier(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A dossier of another agency is 404. Each look is written down for its owner."""
    agencies = [agency.pk for agency in agencies_of(request)]
    found = (
        Dossier.objects.select_related(
            "revision__procedure", "channel", "case", "agency", "receiving_agency", "owner"
        )
        .filter(public_id=public_id, agency__in=agencies)
        .first()
    )
    if found is None:
        raise Http404
    if request.method == "POST":
        return _act(request, found)
    looked(request.actor, found, found.owner_id, purposes.Purpose.PROCESSING)
    return _show(request, found)


def _act(request: HttpRequest, found: Dossier) -> HttpResponse:
    name, _colon, number = request.POST.get("action", "").partition(":")
    if name not in DEEDS:
        raise Http404
    deed, more = DEEDS[name], {}
    if name == "amount":
        more["charges"] = story_of(found).charges
    form = deed.form(request.POST, **more)
    if not form.is_valid():
        return _show(request, found, (request.POST["action"], form), status=422)
    given = form.arguments() if hasattr(form, "arguments") else form.cleaned_data
    try:
        deed.do(found, request.user, whole_number(number), given)
    except Invalid as invalid:
        for field, words in invalid.errors.items():
            form.add_error(field if field in form.fields else None, words)
        return _show(request, found, (request.POST["action"], form), status=422)
    except DossierError as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, str(deed.done))
    return redirect("money:dossier", found.public_id)


def _show(
    request: HttpRequest, found: Dossier, bound: tuple[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    story = story_of(found)
    words, tone = standing(story.book, story.open_demand)
    today = timezone.localdate()
    context = frame(
        request,
        "",
        found.reference,
        dossier=found,
        standing=words,
        tone=tone,
        columns=[_("Charge"), _("Ground"), {"label": _("Amount"), "kind": "number"}],
        charges=[charge_row(charge) for charge in story.charges],
        sums=_sums(story),
        unpaid=list(_unpaid(story)),
        is_cashier=official(request.user, found, CASHIERS, today) is not None,
        is_leader=official(request.user, found, LEADERS, today) is not None,
        wrong=bound[1] if bound else None,
        **_things(request, found, story, bound),
    )
    return render(request, "dossiers/desk/money/dossier.html", context, status=status)


def _sums(story: Story) -> list[dict[str, str]]:
    book = story.book
    rows = [
        (_("Due"), book.due),
        (_("Money received"), book.received),
        (_("Given back"), book.refunded),
        (_("Still to pay"), book.unpaid),
        (_("Paid too much"), book.too_much),
    ]
    always = {_("Due"), _("Money received"), _("Still to pay")}
    return [
        {"label": label, "value": amount_words(amount)}
        for label, amount in rows
        if amount or label in always
    ]


def _unpaid(story: Story) -> Iterator[dict[str, Any]]:
    """What can be taken in cash, asked for or not; nothing while an amount is not known."""
    for purpose in Purpose:
        book = story.book_of(purpose)
        if book.unpaid and not book.undecided:
            demand = next((row for row in story.open_demands if row.purpose == purpose), None)
            yield {
                "purpose": purpose,
                "label": purpose.label,
                "reference": demand.reference if demand else "",
                "is_late": bool(demand and demand.late_at),
                "amount": amount_words(book.unpaid),
                "deed": f"cash_{purpose.lower()}:{int(book.unpaid)}",
            }


def _things(
    request: HttpRequest, found: Dossier, story: Story, bound: tuple[str, Any] | None
) -> dict[str, Any]:
    """What waits for an official, each with the form of its deed."""

    def form(action: str, kind: Callable[..., forms.Form], **more: Any) -> forms.Form:
        if bound and bound[0] == action:
            return bound[1]
        return kind(auto_id=f"{action.replace(':', '-')}_%s", **more)

    return {
        "transfers": [
            {
                "row": row,
                "amount": amount_words(row.amount),
                "proof": link(row.proof, request.user, actor=request.actor) if row.proof else "",
                "approve": form(f"approve:{row.pk}", ApproveForm),
                "refuse": form(f"refuse:{row.pk}", RefusalForm),
            }
            for row in story.attempts
            if row.state == "TO_APPROVE"
        ],
        "claims": [
            {
                "row": row,
                "proof": link(row.proof, request.user, actor=request.actor) if row.proof else "",
                "form": form(f"deny:{row.pk}", DecisionForm),
            }
            for row in story.claims
            if row.state == "CLAIMED"
        ],
        "refunds": [
            {
                "row": row,
                "amount": amount_words(row.amount),
                "decide": form(f"refund_no:{row.pk}", DecisionForm),
                "pay": form(f"refund_paid:{row.pk}", PayOutForm),
                "is_own": row.asked_by_id == request.user.pk,
            }
            for row in story.refunds
            if row.state in (Refund.State.ASKED, Refund.State.APPROVED)
        ],
        "amount_form": form("amount", AmountForm, charges=story.charges),
        "refundable": [
            form("refund", RefundForm, initial={"demand": demand.pk, "amount": held})
            for demand, held in _held(story)
        ],
        "irregularities": open_irregularities(found),
        "history": _history(story),
    }


def _held(story: Story) -> list[tuple[Any, Any]]:
    """The latest demand of which money is held and not promised back."""
    found = [(demand, held_of(demand)) for demand in reversed(story.demands)]
    return [(demand, held) for demand, held in found if held > 0][:1]


def _history(story: Story) -> list[dict[str, Any]]:
    entries = [attempt_entry(row) for row in story.attempts]
    entries += [movement_entry(row) for row in story.movements]
    entries += [refund_entry(row) for row in story.refunds]
    entries += [claim_entry(row) for row in story.claims]
    return sorted(entries, key=lambda entry: entry["at"])
