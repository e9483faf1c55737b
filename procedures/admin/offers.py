"""One step for a hundred communes: who takes a procedure, and who no longer does."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from portal.admin_site.views import official_view
from procedures.admin.access import actor
from procedures.forms.offers import CloseForm, GroupForm, OfferForm
from procedures.models import Procedure
from procedures.permissions import EDITORS
from procedures.selectors.offers import COMMITTEES, GROUPS, plan, takers
from procedures.services.offer import close_offerings, offer


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*EDITORS)
def offers(request: HttpRequest, code: str) -> HttpResponse:
    """Shows what would happen to each agency before anything is written."""
    found = Procedure.objects.select_related("current")
    procedure = get_object_or_404(found, code=code)
    asked = request.POST or request.GET
    group = asked.get("group") if asked.get("group") in GROUPS else COMMITTEES
    agencies = takers(group, timezone.localdate())
    form = OfferForm(agencies, request.POST or None, initial={"since": timezone.localdate()})
    close = CloseForm(request.POST if request.POST.get("action") == "close" else None)
    if request.POST.get("action") == "close" and close.is_valid():
        return _closed(request, procedure, agencies, close.cleaned_data["until"])
    lines = _lines(procedure, agencies, form) if request.method == "POST" else []
    if request.POST.get("action") == "offer" and lines:
        return _offered(request, procedure, form, lines)
    context = request.desk | {
        "procedure": procedure,
        "group_form": GroupForm(initial={"group": group}),
        "group": group,
        "form": form if request.POST.get("action") != "close" else OfferForm(agencies),
        "close": close,
        "lines": lines,
        "ready": sum(line.ready for line in lines),
        "open": procedure.offerings.filter(until=None).select_related("agency", "desk"),
    }
    return render(request, "admin/procedures/offers.html", context)


def _lines(procedure: Procedure, agencies: list, form: OfferForm) -> list:
    if not form.is_valid():
        return []
    return plan(procedure, agencies, form.cleaned_data["desk"], form.cleaned_data["division"])


def _offered(request: HttpRequest, procedure: Procedure, form: Any, lines: list) -> HttpResponse:
    made = offer(
        procedure=procedure,
        lines=lines,
        channels=form.cleaned_data["channels"],
        since=form.cleaned_data["since"],
        by=actor(request),
    )
    said = ngettext("%(n)d agency takes it now.", "%(n)d agencies take it now.", len(made))
    messages.success(request, said % {"n": len(made)})
    return redirect(request.path)


def _closed(request: HttpRequest, procedure: Procedure, agencies: list, until) -> HttpResponse:
    count = close_offerings(procedure=procedure, agencies=agencies, until=until, by=actor(request))
    said = _("%(n)d offerings end on that day.") % {"n": count}
    messages.success(request, said)
    return redirect(request.path)
