"""Narrowing a list of the officials’ desk: what stands in its address, and what it leaves."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dossiers.models import Dossier, Look
from dossiers.selectors.desk_lists import band
from dossiers.workflow import STATES, Party, State
from portal.search.rules.queries import clean
from procedures.models.choices import ChannelKind

BANDS = [
    ("", _("any date")),
    ("late", _("past its date")),
    ("today", _("due today")),
    ("soon", _("due within 3 days")),
    ("week", _("due within 7 days")),
    ("none", _("without a date")),
]
WAITS = [
    ("", _("anybody")),
    (Party.OWNER, _("the applicant")),
    (Party.DESK, _("the desk")),
    (Party.OFFICER, _("an official")),
    (Party.LEADER, _("a leader")),
    (Party.SYSTEM, _("the portal or the post")),
]
NOBODY = "0"


class ListFilter(forms.Form):
    """The fields are named as they stand in the address of the list."""

    q = forms.CharField(
        label=_("Code, submission number or applicant"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "data-key": "/"}),
    )
    tt = forms.ChoiceField(label=_("State"), required=False)
    han = forms.ChoiceField(label=_("Deadline"), required=False, choices=BANDS)
    cho = forms.ChoiceField(label=_("Waiting for"), required=False, choices=WAITS)
    thu_tuc = forms.CharField(label=_("Code of the procedure"), required=False, max_length=8)
    linh_vuc = forms.ChoiceField(
        label=pgettext_lazy("field of administration", "Sector"), required=False
    )
    kenh = forms.ChoiceField(label=_("Channel"), required=False)
    nguoi = forms.ChoiceField(label=_("Official"), required=False)
    nhan = forms.ChoiceField(label=_("Label"), required=False)
    moi = forms.BooleanField(label=_("Only what is new to me"), required=False)

    def __init__(self, data, *, people=(), labels=(), sectors=()):
        super().__init__(data, auto_id="loc_%s")
        self.fields["tt"].choices = [("", _("any state"))] + [
            (state.value, STATES[state].label) for state in State
        ]
        self.fields["kenh"].choices = [("", _("any channel")), *ChannelKind.choices]
        self.fields["linh_vuc"].choices = [("", _("any sector")), *sectors]
        self.fields["nguoi"].choices = [("", _("anybody")), (NOBODY, _("nobody yet")), *people]
        self.fields["nhan"].choices = [("", _("any label")), *labels]

    def chosen(self) -> dict[str, Any]:
        """What narrows the list; what cannot be understood narrows nothing."""
        self.is_valid()
        found = {key: value for key, value in self.cleaned_data.items() if value}
        if "q" in found:
            found["q"] = clean(found["q"])
        return {key: value for key, value in found.items() if value}


def narrowed(rows: QuerySet[Dossier], chosen: dict[str, Any], user, on: date) -> QuerySet[Dossier]:
    """`rows` without what the filters leave out."""
    for key, value in chosen.items():
        if key in NARROW:
            rows = NARROW[key](rows, value)
    if chosen.get("han"):
        rows = rows.filter(band(chosen["han"], timezone.now(), on))
    if chosen.get("moi"):
        seen = Look.objects.filter(
            user=user, dossier=OuterRef("pk"), version__gte=OuterRef("version")
        )
        rows = rows.filter(~Exists(seen.order_by()))
    return rows


def _by_turn(rows: QuerySet[Dossier], party: str) -> QuerySet[Dossier]:
    return rows.filter(state__in=[s for s, row in STATES.items() if row.turn == party])


def _by_person(rows: QuerySet[Dossier], pk: str) -> QuerySet[Dossier]:
    return rows.filter(assignee=None) if pk == NOBODY else rows.filter(assignee=pk)


NARROW: dict[str, Callable[[QuerySet[Dossier], Any], QuerySet[Dossier]]] = {
    "tt": lambda rows, state: rows.filter(state=state),
    "cho": _by_turn,
    "thu_tuc": lambda rows, code: rows.filter(revision__procedure__code=code),
    "linh_vuc": lambda rows, pk: rows.filter(revision__procedure__sector=pk),
    "kenh": lambda rows, kind: rows.filter(channel__kind=kind),
    "nguoi": _by_person,
    "nhan": lambda rows, pk: rows.filter(labelled__label=pk),
}
