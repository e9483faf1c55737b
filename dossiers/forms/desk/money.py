"""Forms of officials who take money, check it and give it back."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dossiers.forms.desk.base import words
from dossiers.models import AgencyAccount, Charge, Irregularity, Refund
from dossiers.models.money.attempt import Method
from dossiers.services.money.reconcile import Theirs
from portal.agencies.models import Agency

MOST_LINES = 5000
MOST_BYTES = 2 * 1024 * 1024


def dong(label: str, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, max_digits=12, decimal_places=0, min_value=Decimal(0), **more
    )


class AmountForm(forms.Form):
    """How many units, or how much; and on what ground."""

    charge = forms.ModelChoiceField(label=_("Charge"), queryset=Charge.objects.none())
    quantity = forms.IntegerField(
        label=_("How many"), required=False, min_value=1, max_value=100_000
    )
    amount = dong(
        _("Amount in đồng"), required=False, help_text=_("Where no price for one is laid down.")
    )
    ground = forms.CharField(label=_("Ground"), max_length=500)

    def __init__(self, *args: Any, charges: list[Charge], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Charge.objects.filter(pk__in=[row.pk for row in charges]).order_by("id")
        self.fields["charge"].queryset = rows

    def arguments(self) -> dict[str, Any]:
        given = self.cleaned_data
        counted = given["quantity"] is not None
        return {
            "charge_id": given["charge"].pk,
            "quantity": given["quantity"],
            "amount": None if counted else given["amount"],
            "ground": given["ground"],
        }


class ApproveForm(forms.Form):
    transaction = forms.CharField(label=_("Number of the transfer at the bank"), max_length=64)


class RefusalForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=1000)


class DecisionForm(forms.Form):
    """Granting needs no words."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, required=False, help_text=_("Needed for a refusal.")
    )


class RefundForm(forms.Form):
    demand = forms.IntegerField(widget=forms.HiddenInput)
    amount = dong(_("Amount in đồng"))
    why = forms.ChoiceField(label=_("Why"), choices=Refund.Why.choices)
    ground = words(_("Ground"), rows=2)
    to = forms.CharField(
        label=_("Where the payer wants it"),
        required=False,
        max_length=200,
        help_text=_("Bank and account as the payer gave them; empty for cash."),
    )


class PayOutForm(forms.Form):
    method = forms.ChoiceField(
        label=_("Paid out"),
        choices=[(way.value, way.label) for way in (Method.TRANSFER, Method.CASH)],
    )
    transaction = forms.CharField(
        label=_("Number of the transfer at the bank"),
        required=False,
        max_length=64,
        help_text=_("Needed for a transfer."),
    )


class SettleForm(forms.Form):
    settlement = forms.ChoiceField(
        label=_("What came of it"),
        choices=[("", _("Choose")), *Irregularity.Settlement.choices],
    )
    ground = words(_("What you found and where"), rows=2)


class LineForm(forms.Form):
    ground = forms.CharField(label=_("What you found and where"), max_length=500)


class AccountForm(forms.ModelForm):
    class Meta:
        model = AgencyAccount
        fields = ["agency", "bank", "bank_name", "number", "holder", "since"]
        widgets = {"since": forms.DateInput({"type": "date"})}

    def __init__(self, *args: Any, agencies: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [agency.pk for agency in agencies]
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=ids).order_by("name_key")

    def clean_bank(self) -> str:
        bank = self.cleaned_data["bank"]
        if not (bank.isascii() and bank.isdigit() and len(bank) == 6):
            raise ValidationError(_("Six digits, as NAPAS lists them."))
        return bank

    def clean_number(self) -> str:
        number = "".join(self.cleaned_data["number"].split())
        if not (number.isascii() and number.isalnum()):
            raise ValidationError(_("Letters and digits only."))
        return number


class StatementForm(forms.Form):
    """A statement of the bank: a table with a row for each transfer that came in."""

    agency = forms.ModelChoiceField(label=_("Agency"), queryset=None, empty_label=None)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput({"type": "date"}))
    statement = forms.FileField(
        label=_("Statement (CSV)"),
        help_text=_("Columns in this order: number of the transfer, amount in đồng, content."),
    )

    def __init__(self, *args: Any, agencies: list[Agency], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        ids = [agency.pk for agency in agencies]
        self.fields["agency"].queryset = Agency.objects.filter(pk__in=ids).order_by("name_key")

    def clean_day(self) -> date:
        if self.cleaned_data["day"] > self.today:
            raise ValidationError(_("This day has not come yet."))
        return self.cleaned_data["day"]

    def clean_statement(self) -> list[Theirs]:
        upload = self.cleaned_data["statement"]
        if upload.size > MOST_BYTES:
            raise ValidationError(_("A statement of one day has at most 2 MB."))
        try:
            text = upload.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(_("Save the table as CSV in UTF-8.")) from error
        lines = list(_lines(text))
        if not lines:
            raise ValidationError(_("No transfer was found in this table."))
        return lines


def _lines(text: str) -> Iterator[Theirs]:
    """The rows of a statement; the first may name the columns. Raises ValidationError."""
    split = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    rows = csv.reader(io.StringIO(text), delimiter=split)
    try:
        for number, row in enumerate(rows, 1):
            if number > MOST_LINES:
                raise ValidationError(_("At most 5,000 rows at a time."))
            if len(row) >= 2 and (line := _line(row, number)) is not None:
                yield line
    except csv.Error as error:
        raise ValidationError(_("Save the table as CSV in UTF-8.")) from error


def _line(row: list[str], number: int) -> Theirs | None:
    transaction, amount = "".join(row[0].split())[:64], _amount(row[1])
    if amount is None and number == 1:
        return None
    if amount is None or not transaction:
        wrong = _("Row %(n)d has no number or no amount in whole đồng.") % {"n": number}
        raise ValidationError(wrong)
    return Theirs(transaction, amount, words=row[2].strip()[:500] if len(row) > 2 else "")


def _amount(text: str) -> Decimal | None:
    """Digits with points, commas or spaces between thousands."""
    plain = text.strip().replace(".", "").replace(",", "").replace(" ", "").replace("\xa0", "")
    try:
        return Decimal(plain) if plain.isascii() and plain.isdigit() and len(plain) < 14 else None
    except InvalidOperation:
        return None
