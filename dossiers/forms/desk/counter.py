"""What a clerk types at the counter."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dossiers.forms.desk.wallet import where_held
from dossiers.forms.filing import FilesField
from dossiers.models.dossier import ReturnWay
from dossiers.models.intake import Verdict, Waiver, Way
from dossiers.models.supplement import HeldBut
from dossiers.selectors.counter.intake import Line
from dossiers.selectors.counter.scan import LONGEST
from dossiers.selectors.wallet.held import Ground, Held
from dossiers.services.counter.intake import COPIES, Finding
from portal.accounts.forms.fields import IdentityNumberField, PhoneNumberField
from portal.accounts.models import CitizenProfile
from procedures.models.choices import PaperKind

MOST_COPIES = 999
USE_HELD = "held:"


def _day(label, *, required: bool = True, help_text="") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class ScanForm(forms.Form):
    """The one box of the counter, and on what occasion."""

    scan = forms.CharField(
        label=_("Scan or type"),
        help_text=_(
            "Identity card or its number, phone number, code of a dossier, receipt, printed draft, "
            "booked time."
        ),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-focus": "", "data-key": "/"}),
    )
    way = forms.ChoiceField(
        label=_("Who brings it"), choices=Way.choices, initial=Way.PERSON, required=False
    )
    partner = forms.CharField(label=_("Name of the partner"), max_length=200, required=False)
    letter_number = forms.CharField(
        label=_("Number of the covering letter"), max_length=60, required=False
    )
    letter_date = _day(_("Date of the covering letter"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["way"] = data.get("way") or Way.PERSON
        if data["way"] == Way.PARTNER and not data.get("partner"):
            self.add_error("partner", _("Write which partner brings the dossiers."))
        return data

    def occasion(self) -> dict[str, Any]:
        """What `open_visit` takes besides the person."""
        names = ("way", "partner", "letter_number", "letter_date")
        return {name: self.cleaned_data[name] for name in names}


class NewcomerForm(forms.Form):
    """Somebody without an account, from the card in the clerk's hand."""

    number = IdentityNumberField(label=_("Number on the identity card"))
    full_name = forms.CharField(label=_("Full name"), max_length=150)
    birth_date = _day(_("Date of birth"), required=False)
    sex = forms.ChoiceField(
        label=_("Sex"), choices=[("", "–"), *CitizenProfile.Sex.choices], required=False
    )
    phone = PhoneNumberField(
        required=False, help_text=_("An invitation to the account goes there.")
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    address = forms.CharField(label=_("Address on the card"), max_length=300, required=False)
    compared = forms.BooleanField(
        label=_("I have compared the card, the face and the name; they belong together."),
        error_messages={"required": _("Compare the card, the face and the name, then tick.")},
    )


class DelegateForm(forms.Form):
    """Who acts for the owner, and by which paper."""

    name = forms.CharField(label=_("Name of the delegate"), max_length=200)
    number = IdentityNumberField(label=_("Number on the delegate’s identity card"))
    phone = PhoneNumberField(required=False)
    paper = forms.CharField(
        label=_("Paper that gives the authority"),
        max_length=200,
        help_text=_("Its kind, number and who certified it."),
    )
    since = _day(pgettext_lazy("authority", "Good from"))
    until = _day(pgettext_lazy("authority", "Good until"), required=False)
    file = forms.FileField(label=_("Scan of the authority"), required=False)


class SettleForm(forms.Form):
    """How the intake ends: which unit works on it, how many sets, where the result goes."""

    unit = forms.ModelChoiceField(label=_("Unit that works on it"), queryset=None, empty_label=None)
    return_way = forms.ChoiceField(label=_("Result"), choices=())
    sets = forms.IntegerField(label=_("Sets handed in"), min_value=1, max_value=99, initial=1)
    receipt_wanted = forms.BooleanField(label=_("Print a receipt"), required=False)

    def __init__(self, data=None, *, units, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["unit"].queryset = units
        self.fields["return_way"].choices = [
            (way.value, way.label) for way in (ReturnWay.ONLINE, ReturnWay.DESK)
        ]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason of the refusal, or remarks to what is missing"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    held_but = forms.ChoiceField(
        label=_("Why a paper that the portal holds is asked for all the same"),
        choices=[("", _("Nothing like that")), *HeldBut.choices],
        required=False,
    )
    held_words = forms.CharField(label=_("In your own words"), required=False, max_length=1000)

    def given(self) -> dict[str, str]:
        """What was chosen and written; nothing where it could not be read."""
        names = ("reason", "held_but", "held_words")
        return {name: self.cleaned_data.get(name, "") if self.is_valid() else "" for name in names}


class ChecksForm(forms.Form):
    """The checklist of papers: one verdict each, counts where they differ from what is asked."""

    all_good = forms.BooleanField(
        label=_("I have looked at every paper: all are here and in order"), required=False
    )

    def __init__(
        self, data=None, files=None, *, lines: list[Line], accept: str, held: Mapping[int, Held]
    ):
        super().__init__(data, files)
        self.lines, self.held = lines, held
        for line in lines:
            self._add(line, accept)
            self._add_consent(line)

    def _add(self, line: Line, accept: str) -> None:
        check, name = line.check, {"name": line.paper.title}
        verdicts = [("", _("not looked at yet")), *self._verdicts(line)]
        fields = {
            "verdict": forms.ChoiceField(
                label=_("Finding for “%(name)s”") % name, choices=verdicts, required=False
            ),
            "originals": _count(_("Originals")),
            "certified": _count(_("Certified copies")),
            "copies": _count(_("Photocopies")),
            "electronic": _count(_("Electronic files")),
            "sheets": _count(_("Sheets")),
            "give_back": forms.BooleanField(
                label=_("Originals go back with the result"), required=False
            ),
            "remark": forms.CharField(label=_("Remark"), required=False, max_length=1000),
            "waiver": forms.ChoiceField(
                label=_("Why it is not asked for"),
                choices=[("", "–"), *Waiver.choices],
                required=False,
            ),
        }
        for part, field in fields.items():
            field.initial = getattr(check, part, None)
            self.fields[f"check-{line.key}-{part}"] = field
        scans = FilesField(label=_("Scans of “%(name)s”") % name, required=False)
        scans.widget.attrs.update({"accept": accept, "multiple": True})
        self.fields[f"paper-{line.key}"] = scans

    def _add_consent(self, line: Line) -> None:
        held = self.held.get(line.paper.pk)
        if held is not None and held.ground is Ground.ON_ASKING:
            self.fields[f"agrees-{line.key}"] = forms.BooleanField(
                label=_("I have asked the person: he agrees that this agency uses the paper"),
                required=False,
            )

    def _verdicts(self, line: Line) -> list[tuple[str, Any]]:
        shown_only = line.paper.kind == PaperKind.SHOW
        left_out = {Verdict.GOOD} if shown_only else set()
        left_out |= {Verdict.UNNEEDED} if line.needed else set()
        return [choice for choice in Verdict.choices if choice[0] not in left_out]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for line in self.lines:
            name = f"check-{line.key}"
            verdict = data.get(f"{name}-verdict")
            if verdict == Verdict.WAIVED and not data.get(f"{name}-waiver"):
                self.add_error(f"{name}-waiver", _("Say why the paper is not asked for."))
            if verdict in (Verdict.BAD, Verdict.MISSING) and not data.get(f"{name}-remark"):
                self.add_error(f"{name}-remark", _("Write what is wrong or missing, in one go."))
        return data

    def findings(self) -> dict[str, Finding]:
        """What was said of each paper; one tick says it of all that nothing else was said of."""
        return {line.key: self._finding(line) for line in self.lines}

    def _finding(self, line: Line) -> Finding:
        def get(part: str) -> Any:
            return self.cleaned_data.get(f"check-{line.key}-{part}")

        verdict = get("verdict") or ""
        if not verdict and self.cleaned_data.get("all_good") and line.needed:
            shown_only = line.paper.kind == PaperKind.SHOW
            verdict = Verdict.SHOWN if shown_only else Verdict.GOOD
        return Finding(
            verdict=verdict,
            sheets=get("sheets"),
            give_back=bool(get("give_back")),
            remark=get("remark") or "",
            waiver=get("waiver") or "",
            **{name: get(name) or 0 for name in COPIES},
        )

    def rows(self) -> list[dict[str, Any]]:
        """For the page: each paper with its fields; the fold opens when something in it is said."""
        return [self._row(line) for line in self.lines]

    def _row(self, line: Line) -> dict[str, Any]:
        name = f"check-{line.key}"
        parts = (*COPIES, "sheets", "give_back", "waiver")
        inner = [self[f"{name}-{part}"] for part in parts]
        return {
            "line": line,
            "verdict": self[f"{name}-verdict"],
            "remark": self[f"{name}-remark"],
            "inner": inner,
            "open": any(field.errors for field in inner),
            "file": self[f"paper-{line.key}"],
            "held": self._held(line),
        }

    def _held(self, line: Line) -> dict[str, Any] | None:
        """What is held of this kind, the button that uses it, and what must be ticked before."""
        held, consent = self.held.get(line.paper.pk), f"agrees-{line.key}"
        if held is None:
            return None
        agrees = self[consent] if consent in self.fields else None
        return {"where": where_held(held), "use": f"{USE_HELD}{line.key}", "agrees": agrees}


def _count(label) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST_COPIES)
