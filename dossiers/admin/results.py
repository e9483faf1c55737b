"""The register of results: read, narrowed, searched by a holder's number, taken away as a table."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dossiers.models import ResultEntry
from dossiers.permissions import places_of
from dossiers.selectors.results import PAGE, READERS, narrowed, of_number, register_of, standing
from dossiers.words.results import STATES, TONES, state_words, until_words
from portal.accounts.limits import hit
from portal.admin_site.views import official_view
from portal.agencies.roles import Role
from portal.documents.workflow import Validity
from portal.kernel.numbers import whole_number
from portal.pages.spreadsheets import spreadsheet

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class RegisterForm(forms.Form):
    """What the register is narrowed to."""

    q = forms.CharField(label=gettext_lazy("Number or holder"), required=False, max_length=100)
    since = forms.DateField(
        label=pgettext_lazy("first day of a stretch", "From"), required=False, widget=DAY
    )
    until = forms.DateField(
        label=pgettext_lazy("last day of a stretch", "Until"), required=False, widget=DAY
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Validity"),
        required=False,
        choices=[("", gettext_lazy("All")), *STATES.items()],
    )

    def narrow(self, rows: Any, today: Any) -> Any:
        self.is_valid()
        data = self.cleaned_data
        return narrowed(
            rows,
            today,
            words=data.get("q", ""),
            since=data.get("since"),
            until=data.get("until"),
            state=data.get("state", ""),
        )


class NumberForm(forms.Form):
    """The number stands in no address: it is sent, not asked for."""

    number = forms.CharField(
        label=gettext_lazy("Identity number of the holder"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*READERS)
def register(request: HttpRequest) -> HttpResponse:
    """`/quan-tri/ket-qua/`: latest first, cut by key; a number sent along shows one holder's."""
    today = timezone.localdate()
    form, number = RegisterForm(request.GET), NumberForm(request.POST or None)
    rows = form.narrow(register_of(request.user, today), today)
    if number.is_valid():
        hit("tracking_thing", "results", request.user.pk)
        rows = of_number(register_of(request.user, today), number.cleaned_data["number"])
    elif before := whole_number(request.GET.get("truoc")):
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    led = places_of(request.user, {Role.LEADER}, today)
    query = request.GET.copy()
    query.pop("truoc", None)
    context = {
        **request.desk,
        "form": form,
        "number": number,
        "of_holder": number.is_bound and number.is_valid(),
        "rows": [_row(entry, today, led) for entry in found[:PAGE]],
        "query": query.urlencode(),
        "next_url": _next(query, found) if len(found) > PAGE else "",
    }
    return render(request, "dossiers/desk/results.html", context)


def _row(entry: ResultEntry, today: Any, led: set[int]) -> dict[str, Any]:
    state = standing(entry, today)
    return {
        "entry": entry,
        "state": state,
        "label": state_words(state),
        "tone": TONES[state],
        "until": until_words(entry),
        "may_revoke": entry.agency_id in led and entry.document.state == Validity.VALID,
    }


def _next(query: Any, found: list[ResultEntry]) -> str:
    query = query.copy()
    query["truoc"] = found[PAGE - 1].pk
    return "?" + query.urlencode()


@require_safe
@official_view(*READERS)
def table(request: HttpRequest) -> StreamingHttpResponse:
    """The register as asked for, line by line."""
    today = timezone.localdate()
    rows = RegisterForm(request.GET).narrow(register_of(request.user, today), today)
    head = [
        *(
            pgettext("of a document", "Number"),
            _("Result"),
            _("Holder"),
            _("Issuing agency"),
            _("Issued on"),
        ),
        *(_("Valid until"), _("Validity"), _("Dossier"), _("Renews")),
    ]
    lines = rows.iterator(chunk_size=500)
    return spreadsheet("so-ket-qua.csv", head, (_cells(entry, today) for entry in lines))


def _cells(entry: ResultEntry, today: Any) -> list[Any]:
    return [
        *(entry.code, entry.name, entry.holder_name, entry.agency.name, entry.issued_on),
        *(until_words(entry), state_words(standing(entry, today)), entry.dossier.code),
        entry.renews.code if entry.renews else "",
    ]
