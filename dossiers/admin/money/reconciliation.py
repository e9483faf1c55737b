"""Reconciliation day by day, and the accounts that transfers go to."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dossiers.admin.money.lists import frame
from dossiers.admin.money.scope import WATCHERS, agencies_of
from dossiers.errors import DossierError, Invalid
from dossiers.forms.desk.money import AccountForm, LineForm, StatementForm
from dossiers.models import AgencyAccount, Reconciliation, ReconciliationLine
from dossiers.selectors.money.lists import cut, reconciliations
from dossiers.services.money.account import confirm_account, enter_account
from dossiers.services.money.reconcile import demand_of, reconcile_statement, settle_line
from portal.admin_site.views import official_view
from portal.kernel.numbers import whole_number
from procedures.words import amount_words

Source, Result = Reconciliation.Source, ReconciliationLine.Result


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*WATCHERS)
def reconciliations_page(request: HttpRequest) -> HttpResponse:
    """The days that were compared, newest first; a statement of the bank is handed in here."""
    agencies, today = agencies_of(request), timezone.localdate()
    form = StatementForm(
        request.POST or None, request.FILES or None, agencies=agencies, today=today
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = reconcile_statement(
                agency=given["agency"], day=given["day"], lines=given["statement"], by=request.user
            )
            return redirect("money:reconciliation", made.pk)
        except DossierError as refused:
            messages.error(request, str(refused.message))
    rows = reconciliations([agency.pk for agency in agencies])
    part = cut(rows, whole_number(request.GET.get("sau")), newest_first=True)
    context = frame(
        request,
        "reconciliations",
        _("Reconciliation"),
        form=form,
        columns=[
            _("Day"),
            _("Agency"),
            _("With"),
            {"label": _("Agree"), "kind": "number"},
            {"label": _("To clear up"), "kind": "number"},
        ],
        rows=[_row(row) for row in part.rows],
        next_url=f"?sau={part.next_key}" if part.next_key else "",
    )
    status = 422 if form.errors else 200
    return render(request, "dossiers/desk/money/reconciliations.html", context, None, status)


def _row(row: Reconciliation) -> list[Any]:
    lines = list(row.lines.all())
    agreed = sum(line.result == Result.MATCHED for line in lines)
    return [
        {
            "text": f"{row.day:%d/%m/%Y}",
            "url": reverse("money:reconciliation", args=[row.pk]),
        },
        row.agency.name,
        row.get_source_display(),
        agreed,
        sum(line.is_open for line in lines),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*WATCHERS)
def reconciliation(request: HttpRequest, pk: int) -> HttpResponse:
    """One day: every line, the differences first, each settled with its ground."""
    mine = [agency.pk for agency in agencies_of(request)]
    rows = Reconciliation.objects.select_related("agency", "made_by")
    found = rows.filter(pk=pk, agency__in=mine).first()
    if found is None:
        raise Http404
    form = LineForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _settle(request, found, form):
        return redirect("money:reconciliation", pk)
    lines = list(found.lines.select_related("movement__demand__dossier", "settled_by"))
    lines.sort(key=lambda line: (not line.is_open, line.pk))
    context = frame(
        request,
        "reconciliations",
        f"{found.day:%d/%m/%Y}",
        whole=found,
        lines=[_line(line) for line in lines],
        form=form,
        agrees=not any(line.is_open for line in lines),
    )
    status = 422 if form.errors else 200
    return render(request, "dossiers/desk/money/reconciliation.html", context, None, status)


def _line(line: ReconciliationLine) -> dict[str, Any]:
    takes = line.is_open and line.result == Result.ONLY_THEIRS
    bank = takes and line.reconciliation.source == Source.BANK
    demand = demand_of(line) if bank else None
    return {
        "row": line,
        "ours": "–" if line.ours is None else amount_words(line.ours),
        "theirs": "–" if line.theirs is None else amount_words(line.theirs),
        "demand": demand,
        "tone": "ok" if line.result == Result.MATCHED else "info" if line.settled_at else "bad",
    }


def _settle(request: HttpRequest, whole: Reconciliation, form: LineForm) -> bool:
    deed, _colon, number = request.POST.get("action", "").partition(":")
    line = whole.lines.filter(pk=whole_number(number)).first()
    if line is None or deed not in ("settle", "take"):
        raise Http404
    try:
        settle_line(
            line=line, by=request.user, ground=form.cleaned_data["ground"], take=deed == "take"
        )
    except Invalid as invalid:
        messages.error(request, str(invalid))
    except DossierError as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("Settled."))
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*WATCHERS)
def accounts(request: HttpRequest) -> HttpResponse:
    """The accounts of the agencies, each entered by one person and confirmed by another."""
    agencies = agencies_of(request)
    form = AccountForm(
        request.POST or None, agencies=agencies, initial={"since": timezone.localdate()}
    )
    if request.method == "POST" and form.is_valid():
        try:
            enter_account(account=form.save(commit=False), by=request.user)
            messages.success(request, _("Entered. It is used once another person confirms it."))
            return redirect("money:accounts")
        except DossierError as refused:
            messages.error(request, str(refused.message))
    rows = AgencyAccount.objects.filter(agency__in=[agency.pk for agency in agencies])
    context = frame(
        request,
        "accounts",
        _("Accounts"),
        form=form,
        accounts=rows.select_related("agency", "entered_by", "confirmed_by"),
    )
    status = 422 if form.errors else 200
    return render(request, "dossiers/desk/money/accounts.html", context, None, status)


@require_POST
@official_view(*WATCHERS)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Another person confirms an account."""
    mine = [agency.pk for agency in agencies_of(request)]
    account = AgencyAccount.objects.filter(pk=pk, agency__in=mine).first()
    if account is None:
        raise Http404
    try:
        confirm_account(account=account, by=request.user)
        messages.success(request, _("Confirmed. Transfers go there from its day on."))
    except DossierError as refused:
        messages.error(request, str(refused.message))
    return redirect("money:accounts")
