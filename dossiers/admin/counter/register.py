"""The register of dossiers of a desk: read, narrowed, printed, taken away as a table."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_safe

from dossiers.admin.counter.sheets import made, printable
from dossiers.models import RegisterEntry
from dossiers.permissions import places_of
from dossiers.selectors.counter.register import PAGE, entries_of, narrowed, years_of
from dossiers.selectors.counter.sheets import register_paper, register_row
from portal.accounts.limits import hit
from portal.admin_site.views import official_view
from portal.agencies.models import Agency
from portal.agencies.roles import Role
from portal.documents.papers import render_paper
from portal.kernel.numbers import whole_number
from portal.pages.spreadsheets import spreadsheet

READERS = (Role.DESK, Role.LEADER, Role.AUDITOR)
PRINTED = 500
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class RegisterForm(forms.Form):
    """What the register is narrowed to; a year and a desk are always chosen."""

    desk = forms.ModelChoiceField(
        label=gettext_lazy("Desk"), queryset=Agency.objects.none(), required=False, empty_label=None
    )
    year = forms.TypedChoiceField(label=gettext_lazy("Year"), coerce=int, required=False)
    q = forms.CharField(label=gettext_lazy("Code or applicant"), required=False, max_length=100)
    since = forms.DateField(
        label=pgettext_lazy("first day of a stretch", "From"), required=False, widget=DAY
    )
    until = forms.DateField(
        label=pgettext_lazy("last day of a stretch", "Until"), required=False, widget=DAY
    )
    returned = forms.ChoiceField(
        label=gettext_lazy("Result"),
        required=False,
        choices=[
            ("", gettext_lazy("All")),
            ("yes", gettext_lazy("handed out")),
            ("no", gettext_lazy("not handed out yet")),
        ],
    )

    def __init__(self, data: Any, *, desks: Any):
        super().__init__(data)
        self.fields["desk"].queryset = desks
        self.this_year = timezone.localdate().year
        first = desks.first()
        chosen = whole_number(data.get("desk"))
        self.desk = desks.filter(pk=chosen).first() or first
        years = years_of(self.desk) if self.desk else []
        years = years if self.this_year in years else [self.this_year, *years]
        self.fields["year"].choices = [(year, str(year)) for year in years]

    def entries(self) -> tuple[Any, int]:
        """The lines asked for, and of which year."""
        self.is_valid()
        data = self.cleaned_data
        year = data.get("year") or self.this_year
        rows = narrowed(
            entries_of(self.desk, year),
            words=data.get("q", ""),
            since=data.get("since"),
            until=data.get("until"),
            returned=data.get("returned", ""),
        )
        return rows, year


def _form(request: HttpRequest) -> RegisterForm:
    places = places_of(request.user, set(READERS), timezone.localdate())
    kind = Agency.Kind.SERVICE_CENTRE
    form = RegisterForm(
        request.GET,
        desks=Agency.objects.filter(pk__in=places, kind=kind).order_by("name_key", "pk"),
    )
    if form.desk is None:
        raise Http404
    return form


@require_safe
@official_view(*READERS)
def register(request: HttpRequest) -> HttpResponse:
    """`/quan-tri/tiep-nhan/so-theo-doi/`: latest first, cut by the number of the line."""
    form = _form(request)
    rows, year = form.entries()
    if before := whole_number(request.GET.get("truoc")):
        rows = rows.filter(number__lt=before)
    found = list(rows[: PAGE + 1])
    query = request.GET.copy()
    query.pop("truoc", None)
    context = {
        **request.desk,
        "form": form,
        "desk": form.desk,
        "year": year,
        "rows": [(entry, register_row(entry)) for entry in found[:PAGE]],
        "query": query.urlencode(),
        "next_url": _next(query, found) if len(found) > PAGE else "",
    }
    return render(request, "dossiers/counter/register.html", context)


def _next(query: Any, found: list[RegisterEntry]) -> str:
    query = query.copy()
    query["truoc"] = found[PAGE - 1].number
    return "?" + query.urlencode()


@require_safe
@official_view(*READERS)
def table(request: HttpRequest) -> StreamingHttpResponse:
    """The whole register as asked for, line by line, in the order of its numbers."""
    form = _form(request)
    rows, year = form.entries()
    head = [
        *(
            pgettext("line of a register", "No."),
            _("Code"),
            _("Procedure"),
            _("Sets handed in"),
            _("Applicant"),
        ),
        *(_("Address, phone number"), _("Accepted on"), _("Date of return"), _("Handed out on")),
        *(_("Given by"), _("Received by"), _("Remark")),
    ]
    lines = rows.order_by("number").iterator(chunk_size=500)
    return spreadsheet(f"so-theo-doi-{year}.csv", head, (_cells(entry) for entry in lines))


def _cells(entry: RegisterEntry) -> list[Any]:
    row = register_row(entry)
    return [
        *(entry.number, row.dossier_code, row.procedure, row.sets, row.owner, row.contact),
        *(row.received_on, row.due_on, row.returned_on, row.returned_by, row.returned_to, row.note),
    ]


@printable
@require_safe
@official_view(*READERS)
def printed(request: HttpRequest) -> HttpResponse:
    """As A4; so many lines at once, the days of the form narrow a longer one."""
    hit("print_by_person", request.user.pk)
    form = _form(request)
    rows, year = form.entries()
    entries = list(rows.order_by("number")[:PRINTED])
    period = f"Năm {year}" + (f", từ số {entries[0].number}" if entries else "")
    paper = register_paper(entries, form.desk, period, timezone.now())
    return made(render_paper(paper), f"so-theo-doi-{year}.pdf")
