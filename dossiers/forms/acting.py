"""Forms of acting for another: giving an authority, naming a child."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dossiers.models import Child, Dossier
from dossiers.models.mandate import Power, Told
from dossiers.rules.acting import YEARS_WITHOUT_WORD
from dossiers.services.authorise import Terms
from dossiers.services.declare_child import ChildFacts
from portal.accounts.forms.contact import ContactField
from portal.documents.selectors import allowance
from portal.documents.workflow import Purpose
from portal.kernel.codes import CodeError, check_identity_number
from procedures.models import Procedure
from procedures.selectors import published

ALL, PROCEDURE, DOSSIER = "all", "procedure", "dossier"
SIGN, PAPER = "sign", "paper"
DAY = {"type": "date"}


class MandateForm(forms.Form):
    """Everything that is agreed with the other person, and what it rests on."""

    name = forms.CharField(label=_("Full name of the person you authorise"), max_length=150)
    contact = ContactField()
    scope = forms.ChoiceField(
        label=_("For what?"),
        widget=forms.RadioSelect,
        choices=[
            (ALL, _("all my matters on this portal")),
            (PROCEDURE, _("one procedure")),
            (DOSSIER, _("one dossier that I have sent")),
        ],
    )
    procedure = forms.CharField(
        label=_("Code of the procedure"),
        required=False,
        max_length=40,
        help_text=_("It stands on the page of the procedure, for example 1.001193."),
    )
    dossier = forms.ChoiceField(label=_("Which dossier?"), required=False)
    powers = forms.MultipleChoiceField(
        label=_("What may the person do?"),
        widget=forms.CheckboxSelectMultiple,
        choices=Power.choices,
        help_text=_("Whoever may do anything may also follow the dossier."),
    )
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"))
    told = forms.ChoiceField(
        label=_("Who gets the notices?"), widget=forms.RadioSelect, choices=Told.choices
    )
    basis = forms.ChoiceField(
        label=_("What does the authority rest on?"),
        widget=forms.RadioSelect,
        choices=[
            (SIGN, _("I sign it here, with my proven identity")),
            (PAPER, _("I add the paper that was signed before a notary or an authority")),
        ],
    )
    paper = forms.CharField(
        label=_("Number, date and place of the paper"), required=False, max_length=200
    )
    file = forms.FileField(label=_("Scan of the paper"), required=False)

    def __init__(self, *args: Any, user: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = YEARS_WITHOUT_WORD.on(today)
        self.initial.setdefault("scope", ALL)
        self.initial.setdefault("since", today)
        self.initial.setdefault("until", _years_later(today, years))
        self.initial.setdefault("told", Told.BOTH)
        self.initial.setdefault("basis", SIGN)
        self.initial.setdefault("powers", [power for power in Power if power != Power.REUSE])
        latest = Dossier.objects.filter(owner=user, organisation=None).select_related("revision")
        self.dossiers = {str(row.public_id): row for row in latest[:50]}
        self.fields["dossier"].choices = [("", _("Choose…"))] + [
            (key, f"{row.reference} – {row.revision.title}") for key, row in self.dossiers.items()
        ]
        self.fields["file"].widget.attrs["accept"] = allowance(Purpose.DOSSIER_PAPER).accept

    def clean_procedure(self) -> Procedure | None:
        if self.data.get("scope") != PROCEDURE:
            return None
        found = published(self.cleaned_data["procedure"].strip())
        if found is None:
            raise ValidationError(_("We find no procedure with this code. Check each character."))
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("scope") == DOSSIER and not given.get("dossier"):
            self.add_error("dossier", _("Choose one of your dossiers."))
        if given.get("basis") == PAPER and not given.get("file"):
            self.add_error("file", _("Add the scan of the paper."))
        if given.get("basis") == PAPER and not given.get("paper"):
            self.add_error("paper", _("Write what stands on the paper."))
        return given

    def terms(self) -> Terms:
        given = self.cleaned_data
        one = given["scope"] == DOSSIER
        return Terms(
            name=given["name"],
            contact=given["contact"],
            powers=frozenset(Power(power) for power in given["powers"]),
            since=given["since"],
            until=given["until"],
            procedure=given["procedure"],
            dossier=self.dossiers[given["dossier"]] if one else None,
            told=given["told"],
        )


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


class ChildForm(forms.Form):
    full_name = forms.CharField(label=_("Full name of the child"), max_length=150)
    birth_date = forms.DateField(label=_("Date of birth"), widget=forms.DateInput(attrs=DAY))
    relation = forms.ChoiceField(
        label=_("You are the child’s"), widget=forms.RadioSelect, choices=Child.Relation.choices
    )
    number_kind = forms.ChoiceField(
        label=_("By what number is the child known?"),
        widget=forms.RadioSelect,
        choices=Child.NumberKind.choices,
    )
    number = forms.CharField(label=_("This number"), max_length=40)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("number_kind") == Child.NumberKind.IDENTITY and given.get("number"):
            try:
                given["number"] = check_identity_number(given["number"])
            except CodeError:
                self.add_error("number", _("An identity number has 12 digits. Check each of them."))
        return given

    def facts(self) -> ChildFacts:
        return ChildFacts(**self.cleaned_data)
