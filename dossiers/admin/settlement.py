"""The report on the handling of dossiers, form II.06a: on the screen, as a table, on paper; the
dossiers behind its figures; its signature.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dossiers.admin.counter.sheets import made, printable
from dossiers.admin.settlement_words import (
    COLUMN_WORDS,
    GROUP_OF,
    GROUPS,
    beside_words,
    period_words,
    whole,
)
from dossiers.errors import DossierError, Invalid
from dossiers.forms.desk.settlement import SettlementForm
from dossiers.models import Dossier, SettlementReport
from dossiers.permissions import actor_at, places_of, visible_to
from dossiers.selectors.settlement import (
    COLUMNS,
    Line,
    Settlement,
    behind,
    differences,
    settlement,
    signed_settlement,
)
from dossiers.services.sign_settlement import sign_settlement
from portal.accounts.limits import hit
from portal.admin_site.views import official_view
from portal.agencies.models import Agency
from portal.agencies.roles import Role
from portal.documents.pdf import render as render_pdf
from portal.kernel.numbers import whole_number
from portal.pages.spreadsheets import spreadsheet

READERS = (Role.LEADER, Role.AUDITOR)
PAGE = 50


@dataclass
class Asked:
    """A report that was asked for: signed where it has been, and as the figures stand now."""

    form: SettlementForm
    today: date
    now: Settlement
    report: SettlementReport | None

    @property
    def shown(self) -> Settlement:
        return signed_settlement(self.report) if self.report else self.now

    @property
    def closed(self) -> bool:
        return self.today > self.form.span.until


def _form(request: HttpRequest) -> SettlementForm:
    today = timezone.localdate()
    places = places_of(request.user, set(READERS), today)
    agencies = Agency.objects.filter(pk__in=places).exclude(kind__in=Agency.INTERNAL)
    form = SettlementForm(
        request.GET, agencies=agencies.order_by("level", "name_key", "pk"), today=today
    )
    if not form.agencies:
        raise Http404
    return form


def _asked(request: HttpRequest) -> Asked:
    form, today = _form(request), timezone.localdate()
    span, agency = form.span, form.agency
    ids = [agency.pk] if agency else [each.pk for each in form.agencies]
    report = None
    if agency:
        kept = SettlementReport.objects.select_related("signed_by")
        report = kept.filter(agency=agency, since=span.since, until=span.until).first()
    return Asked(form, today, settlement(ids, span, today), report)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*READERS)
def form_page(request: HttpRequest) -> HttpResponse:
    """`/quan-tri/bao-cao/giai-quyet/`: the form, each figure leading to its dossiers."""
    asked = _asked(request)
    if request.method == "POST":
        _sign(request, asked)
        return redirect(request.get_full_path())
    form, agency = asked.form, asked.form.agency
    shown = asked.shown
    context = {
        "form": form,
        "agency": agency,
        "period": period_words(form.period, form.span),
        "span": form.span,
        "closed": asked.closed,
        "now": timezone.now(),
        "report": asked.report,
        "groups": GROUPS,
        "columns": [COLUMN_WORDS[name] for name in COLUMNS],
        "rows": [
            {"sector": sector, "cells": _cells(request, line, sector.pk)}
            for sector, line in shown.lines
        ],
        "total": _cells(request, shown.total),
        "beside": beside_words(shown.beside),
        "moved": _moved(asked),
        "may_sign": _may_sign(request, asked),
        "query": request.GET.urlencode(),
    }
    return render(request, "dossiers/desk/settlement.html", request.desk | context)


def _cells(request: HttpRequest, line: Line, sector: int | None = None) -> list[dict[str, Any]]:
    """The figures of a line, each with the address of its dossiers."""
    place = reverse("settlement:dossiers")
    asked = request.GET.dict() | ({"linh_vuc": sector} if sector else {})
    return [
        {
            "label": COLUMN_WORDS[name],
            "group": GROUP_OF[name],
            "number": getattr(line, name),
            "text": whole(getattr(line, name)),
            "url": f"{place}?{urlencode(asked | {'cot': name})}",
        }
        for name in COLUMNS
    ]


def _moved(asked: Asked) -> list[dict[str, Any]]:
    if asked.report is None:
        return []
    return [
        {
            "sector": sector,
            "group": GROUP_OF[name],
            "column": COLUMN_WORDS[name],
            "was": whole(was),
            "now": whole(now),
        }
        for sector, name, was, now in differences(asked.shown, asked.now)
    ]


def _may_sign(request: HttpRequest, asked: Asked) -> bool:
    agency = asked.form.agency
    if agency is None or asked.form.period is None or asked.report or not asked.closed:
        return False
    return actor_at(request.user, [agency.pk], {Role.LEADER}, asked.today) is not None


def _sign(request: HttpRequest, asked: Asked) -> None:
    if request.POST.get("action") != "sign" or not asked.form.agency or not asked.form.period:
        raise Http404
    try:
        sign_settlement(agency=asked.form.agency, span=asked.form.span, by=request.user)
    except Invalid as invalid:
        messages.error(request, " ".join(str(words) for words in invalid.errors.values()))
    except DossierError as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("Signed. The figures of this period stay as they are now."))


@require_safe
@official_view(*READERS)
def table(request: HttpRequest) -> StreamingHttpResponse:
    """The form as a table to take away."""
    asked = _asked(request)
    head = [_("Sector code"), _("Sector of administration")]
    head += [f"{GROUP_OF[name]}: {COLUMN_WORDS[name]}" for name in COLUMNS]
    shown = asked.shown
    rows = [
        [sector.code, sector.title, *(getattr(line, name) for name in COLUMNS)]
        for sector, line in shown.lines
    ]
    rows.append(["", _("Total"), *(getattr(shown.total, name) for name in COLUMNS)])
    return spreadsheet(f"bieu-II-06a-{shown.span.until:%Y%m%d}.csv", head, rows)


@printable
@require_safe
@official_view(*READERS)
def printed(request: HttpRequest) -> HttpResponse:
    """On A4, in the layout of the form."""
    hit("print_by_person", request.user.pk)
    asked = _asked(request)
    shown = asked.shown
    context = {
        "agency": asked.form.agency or asked.form.agencies[0].authority,
        "together": asked.form.agency is None,
        "span": shown.span,
        "report": asked.report,
        "closed": asked.closed,
        "now": timezone.localtime(),
        "columns": COLUMNS,
        "rows": [
            (number, sector, [getattr(line, name) for name in COLUMNS])
            for number, (sector, line) in enumerate(shown.lines, 1)
        ],
        "total": [getattr(shown.total, name) for name in COLUMNS],
    }
    title = f"Biểu II.06a – {shown.span.since:%d/%m/%Y}–{shown.span.until:%d/%m/%Y}"
    pdf = render_pdf("documents/settlement.html", context, title=title)
    return made(pdf, f"bieu-II-06a-{shown.span.until:%Y%m%d}.pdf")


@require_safe
@official_view(*READERS)
def dossiers(request: HttpRequest) -> HttpResponse:
    """The dossiers that a figure counts, as far as the reader may open them, newest first."""
    form, column = _form(request), request.GET.get("cot", "")
    if column not in COLUMNS:
        raise Http404
    rows = _behind(request, form, column)
    if sector := whole_number(request.GET.get("linh_vuc")):
        rows = rows.filter(revision__procedure__sector=sector)
    if before := whole_number(request.GET.get("truoc")):
        rows = rows.filter(pk__lt=before)
    shown = rows.select_related("revision__procedure__sector", "channel", "course", "agency")
    found = list(shown.order_by("-pk")[: PAGE + 1])
    query = request.GET.copy()
    query["truoc"] = str(found[PAGE - 1].pk) if len(found) > PAGE else ""
    back = request.GET.copy()
    for key in ("cot", "linh_vuc", "truoc"):
        back.pop(key, None)
    context = {
        "column": f"{GROUP_OF[column]}: {COLUMN_WORDS[column]}",
        "period": period_words(form.period, form.span),
        "agency": form.agency,
        "sector": found[0].revision.procedure.sector if found and sector else None,
        "rows": found[:PAGE],
        "next_url": f"?{query.urlencode()}" if len(found) > PAGE else "",
        "back_url": f"{reverse('settlement:form')}?{back.urlencode()}",
    }
    return render(request, "dossiers/desk/settlement_dossiers.html", request.desk | context)


def _behind(request: HttpRequest, form: SettlementForm, column: str) -> QuerySet[Dossier]:
    today = timezone.localdate()
    mine = visible_to(request.user, today)
    of_whom = [form.agency] if form.agency else form.agencies
    return behind(mine.filter(agency__in=of_whom), column, form.span, today)
