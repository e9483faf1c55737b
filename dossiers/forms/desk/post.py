"""Forms of the post at the desk. Each carries the version that the official saw."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.models import Shipment
from dossiers.services.shipments.pack import ALL_OF_THEM


class ParcelForm(forms.Form):
    """A form of one action on one parcel; `arguments` is what the verb takes besides the frame."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, shipment: Shipment) -> None:
        name = type(self).__name__.removesuffix("Form").lower()
        super().__init__(data, initial={"version": shipment.version}, auto_id=f"{name}_%s")
        self.shipment = shipment
        self.prepare()

    def prepare(self) -> None:
        """Fill in what depends on the parcel."""

    def arguments(self) -> dict[str, Any]:
        return {key: value for key, value in self.cleaned_data.items() if key != "version"}


class PlainForm(ParcelForm):
    """Nothing but the press of the button."""


class ThingsForm(ParcelForm):
    """Ticks for the things in an envelope."""

    field: str
    label: Any
    must = False

    def prepare(self) -> None:
        self.fields[self.field] = forms.TypedMultipleChoiceField(
            label=self.label,
            choices=[(str(item.pk), item.label) for item in self.shipment.items.order_by("id")],
            coerce=int,
            required=self.must,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": ALL_OF_THEM},
        )
        self.order_fields([self.field])


class PackForm(ThingsForm):
    field, label, must = "packed", _("Lies in the envelope"), True

    more = forms.CharField(
        label=_("Also in the envelope"),
        required=False,
        max_length=2000,
        help_text=_("One thing a line: originals that go back, a receipt."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    sheets = forms.IntegerField(label=_("Sheets in all"), min_value=1, max_value=500, initial=2)


class ReceiveForm(ThingsForm):
    field, label = "arrived", _("Was in the envelope")


class LossForm(ParcelForm):
    what = forms.CharField(
        label=_("What is lost or damaged"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SettleForm(ParcelForm):
    remedy = forms.CharField(
        label=_("How it is made good, and who bears the cost"),
        help_text=_("It is sent to the person with the apology of the agency."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HandOverForm(forms.Form):
    """The envelopes that one carrier takes along now."""

    envelopes = forms.TypedMultipleChoiceField(
        label=_("Envelopes"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    courier = forms.CharField(label=_("Taken by (name of the courier)"), max_length=200)

    def __init__(self, *args: Any, shipments: list[Shipment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shipments = {each.pk: each for each in shipments}
        self.fields["envelopes"].choices = [
            (str(each.pk), f"{each.waybill or each.order_key} · {each.dossier.reference}")
            for each in shipments
        ]
        self.initial["envelopes"] = [str(each.pk) for each in shipments]

    def chosen(self) -> list[Shipment]:
        return [self.shipments[pk] for pk in self.cleaned_data["envelopes"]]


class StockForm(forms.Form):
    numbers = forms.CharField(
        label=_("Numbers, one a line"),
        max_length=900_000,
        help_text=_("A number that is there already is passed over."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
