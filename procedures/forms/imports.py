"""What a reviewer decides about imported procedures."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.kernel.limits import Unit
from procedures.imports import mending
from procedures.imports.facts import Fee, Limit, ProcedureFacts
from procedures.imports.mending import Mending, What, what_mends
from procedures.imports.problems import Problem
from procedures.imports.vocabulary import FeeKind as ReadFeeKind
from procedures.imports.vocabulary import LimitKind as ReadLimitKind
from procedures.models import Settlement
from procedures.models.choices import UNITS, FeeKind, LimitKind
from procedures.services.settle_import import Verdict

How = Settlement.How
LARGEST_LIMIT = 999
LARGEST_FEE = 10**12
AMOUNTS = {FeeKind.FIXED, FeeKind.PER_UNIT}


class ProblemForm(forms.Form):
    """One problem of one import: what to do about it, with a value where it is put right.

    Valid and without a verdict while nobody decides.
    """

    how = forms.ChoiceField(label=_("Decision"), required=False, widget=forms.RadioSelect)

    def __init__(self, data, *, facts: ProcedureFacts, problem: Problem, prefix: str):
        super().__init__(data, prefix=prefix)
        self.facts, self.problem = facts, problem
        self.what = what_mends(problem.reason, problem.row)
        self.fields["how"].choices = [*self._ways(), ("", _("Decide later"))]
        self.fields["how"].initial = ""
        self.fields |= self._values()

    def _ways(self) -> list[tuple[str, Any]]:
        asked = (self.facts, self.problem.reason, self.problem.row)
        ways: list[tuple[str, Any]] = []
        if self.what is What.CHANNEL:
            return [(How.MENDED, _("Leave this row out"))]
        if self.what is What.NOTHING:
            return [(How.CONFIRMED, _("Take it as it is and finish it in the draft"))]
        ways.append((How.MENDED, How.MENDED.label))
        if mending.as_read(*asked) is not None:
            ways.append((How.CONFIRMED, How.CONFIRMED.label))
        if mending.as_stated(*asked) is not None:
            ways.append((How.AS_STATED, How.AS_STATED.label))
        return ways

    def _values(self) -> dict[str, forms.Field]:
        match self.what:
            case What.LIMIT:
                return _limit_fields(self._channel().limit)
            case What.FEES:
                fees = enumerate(self._channel().fees)
                return {
                    f"{name}_{place}": each
                    for place, fee in fees
                    for name, each in _fee_fields(fee).items()
                }
            case What.TEXT:
                return {"text": forms.CharField(label=_("Text"), required=False, max_length=1100)}
        return {}

    def _channel(self):
        return self.facts.channels[self.problem.row]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.verdict = self._verdict(cleaned) if not self.errors else None
        return cleaned

    def _verdict(self, cleaned: dict[str, Any]) -> Verdict | None:
        asked = (self.facts, self.problem.reason, self.problem.row)
        match cleaned.get("how"):
            case How.CONFIRMED:
                return Verdict(mending.as_read(*asked), How.CONFIRMED)
            case How.AS_STATED:
                return Verdict(mending.as_stated(*asked), How.AS_STATED)
            case How.MENDED:
                value = self._mended(cleaned)
                return Verdict(Mending(*asked[1:], value), How.MENDED) if not self.errors else None
        return None

    def _mended(self, cleaned: dict[str, Any]) -> Any:
        match self.what:
            case What.LIMIT:
                return self._limit(cleaned)
            case What.FEES:
                fees = self._channel().fees
                return tuple(self._fee(fee, place, cleaned) for place, fee in enumerate(fees))
            case What.TEXT:
                text = cleaned.get("text", "").strip()
                if not text:
                    self.add_error("text", _("Write what is missing."))
                return text
        return None

    def _limit(self, cleaned: dict[str, Any]) -> Limit | None:
        if self.errors:
            return None
        kind = cleaned["kind"]
        stated = mending.stated(self._channel().limit)
        if kind == LimitKind.LIMITED:
            if not cleaned["number"]:
                self.add_error("number", _("Write the number."))
            if not cleaned["unit"]:
                self.add_error("unit", _("Choose the unit."))
            if self.errors:
                return None
            unit = Unit(cleaned["unit"])
            return Limit(ReadLimitKind.LIMITED, cleaned["number"], unit, stated_as=stated)
        cutoff = cleaned["cutoff"] if kind == LimitKind.SAME_DAY else None
        return Limit(ReadLimitKind(kind), cutoff=cutoff, stated_as=stated)

    def _fee(self, fee: Fee, place: int, cleaned: dict[str, Any]) -> Fee:
        kind, amount = cleaned.get(f"kind_{place}"), cleaned.get(f"amount_{place}")
        if self.errors:
            return fee
        if kind in AMOUNTS and not amount:
            self.add_error(f"amount_{place}", _("Write the amount in đồng."))
        since, until = cleaned.get(f"valid_from_{place}"), cleaned.get(f"valid_to_{place}")
        if since and until and until < since:
            self.add_error(f"valid_to_{place}", _("This day is before the first one."))
        return replace(
            fee,
            kind=ReadFeeKind(kind),
            amount=amount if kind in AMOUNTS else None,
            currency="VND",
            unit=cleaned[f"unit_{place}"] if kind == FeeKind.PER_UNIT else "",
            valid_from=since,
            valid_to=until,
        )


def _limit_fields(limit: Limit) -> dict[str, forms.Field]:
    stated = limit.stated_as.strip()
    bare = int(stated) if stated.isdecimal() and len(stated) <= 3 else None
    return {
        "kind": forms.ChoiceField(
            label=_("Kind of time limit"), choices=LimitKind.choices, initial=LimitKind.LIMITED
        ),
        "number": forms.IntegerField(
            label=_("Number"),
            required=False,
            min_value=1,
            max_value=LARGEST_LIMIT,
            initial=limit.number or bare,
        ),
        "unit": forms.ChoiceField(
            label=pgettext_lazy("of a time limit", "Unit"),
            choices=[("", "—"), *UNITS],
            required=False,
            initial=limit.unit or "",
        ),
        "cutoff": forms.TimeField(
            label=_("Last hour for a result on the same day"),
            required=False,
            initial=limit.cutoff,
            widget=forms.TimeInput(attrs={"type": "time"}),
        ),
    }


def _fee_fields(fee: Fee) -> dict[str, forms.Field]:
    return {
        "kind": forms.ChoiceField(
            label=_("Kind of fee"), choices=FeeKind.choices, initial=fee.kind.value
        ),
        "amount": forms.IntegerField(
            label=_("Amount in đồng"),
            required=False,
            min_value=1,
            max_value=LARGEST_FEE,
            initial=fee.amount,
        ),
        "unit": forms.CharField(
            label=_("for each"), required=False, max_length=80, initial=fee.unit
        ),
        "valid_from": _day(_("valid from"), fee.valid_from),
        "valid_to": _day(_("valid until"), fee.valid_to),
    }


def _day(label: Any, initial: date | None) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, initial=initial, widget=widget)


class GroundForm(forms.Form):
    """On what ground something is decided, kept with the decision."""

    note = forms.CharField(
        label=_("On what ground"),
        help_text=_("For instance the decision or circular you looked it up in. Others read this."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class BulkForm(forms.Form):
    """One decision about many imports."""

    WAYS = (
        ("accept", _("Make drafts of them")),
        ("working_days", _("Bare numbers are working days")),
        ("calendar_days", _("Bare numbers are calendar days")),
        ("council", _("The People's Council decides the fee")),
        ("as_stated", _("Publish as not stated, with the words of the source")),
        ("confirm", _("What was read is right")),
        ("reject", _("Reject them")),
    )
    SCOPES = (
        ("ticked", _("Those that are ticked")),
        ("all", _("All that this filter finds, at most 100 at a time")),
    )

    way = forms.ChoiceField(label=_("Decision"), choices=WAYS)
    scope = forms.ChoiceField(
        label=_("About which"), choices=SCOPES, initial="ticked", widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("On what ground"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("way") not in (None, "accept") and not cleaned.get("note", "").strip():
            self.add_error("note", _("Say on what ground."))
        return cleaned


class ImportFilter(forms.Form):
    """Narrows the list of imports."""

    reason = forms.ChoiceField(label=_("Held back because"), required=False)
    q = forms.CharField(label=_("Code, name or sector"), required=False, max_length=200)

    def __init__(self, data, *, reasons: list[tuple[str, str]]):
        super().__init__(data)
        self.fields["reason"].choices = [("", _("Any reason")), *reasons]


class FileForm(forms.Form):
    """A file to read."""

    file = forms.FileField(
        label=_("File of procedures"),
        help_text=_("Pages as JSON lines (.jsonl, .jsonl.gz) or LayThuTuc JSON, at most 64 MB."),
    )
