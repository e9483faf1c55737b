"""What the page of one envelope shows, and what can be done to it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from dossiers.forms.desk.post import (
    LossForm,
    PackForm,
    ParcelForm,
    PlainForm,
    ReceiveForm,
    SettleForm,
)
from dossiers.models import PostHandOver, Shipment
from dossiers.models.shipment import Direction, Problem
from dossiers.permissions import places_of
from dossiers.selectors.shipments import WHAT
from dossiers.services.shipments.cancel import cancel_shipment
from dossiers.services.shipments.hand_over import receive_envelope
from dossiers.services.shipments.loss import record_loss, settle_loss
from dossiers.services.shipments.pack import WAITING, order_again, pack
from dossiers.workflow import State
from dossiers.workflow.shipment import SHIPMENTS, ShipmentState, reported
from portal.agencies.places import address_line
from portal.agencies.roles import Role
from portal.integrations.post.port import Scan
from portal.kernel.codes import phone_words
from portal.pages.templatetags.ui import money


@dataclass(frozen=True)
class Tool:
    """One thing that can be done to the envelope."""

    action: str
    label: str | Promise
    done: str | Promise
    form: ParcelForm
    verb: Callable[..., Any]
    danger: bool = False

    @property
    def plain(self) -> bool:
        return not self.form.visible_fields()

    @property
    def open(self) -> bool:
        return self.form.is_bound

    def after(self, shipment: Shipment) -> str:
        """Where the official goes on: a dossier whose papers came is opened."""
        return shipment.dossier.desk_url if self.action == "receive" else shipment.desk_url


def page_of(shipment: Shipment, bound: dict[str, ParcelForm] | None = None) -> dict[str, Any]:
    return {
        "shipment": shipment,
        "what": WHAT[Direction(shipment.direction)],
        "tools": [tool for tool in _tools(shipment, bound or {}) if tool],
        "items": list(shipment.items.order_by("id")),
        "facts": _facts(shipment),
        "reports": _reports(shipment),
        "can_print": bool(shipment.packed_at and shipment.is_out),
    }


def _tools(shipment: Shipment, bound: dict[str, ParcelForm]) -> list[Tool]:
    def form(action: str, kind: type[ParcelForm]) -> ParcelForm:
        return bound.get(action) or kind(shipment=shipment)

    state, out = ShipmentState(shipment.state), shipment.is_out
    found = []
    waits = out and state == ShipmentState.REQUESTED and not shipment.packed_at
    if waits and shipment.dossier.state == State.DONE:
        words = gettext_lazy("Pack and order"), gettext_lazy("Packed. The carrier is told.")
        found.append(Tool("pack", *words, form("pack", PackForm), pack))
    if not out and shipment.received_at is None and state != ShipmentState.CANCELLED:
        words = gettext_lazy("Take the envelope in"), gettext_lazy("Taken in.")
        found.append(Tool("receive", *words, form("receive", ReceiveForm), receive_envelope))
    if shipment.problem in WAITING and not shipment.ordered_at and not shipment.is_ended:
        words = gettext_lazy("Order again"), gettext_lazy("Tried again.")
        found.append(Tool("again", *words, form("again", PlainForm), order_again))
    if shipment.problem == Problem.DAMAGED:
        words = gettext_lazy("Settle the loss"), gettext_lazy("Settled; the person was told.")
        found.append(Tool("settle", *words, form("settle", SettleForm), settle_loss))
    if state not in (ShipmentState.DELIVERED, ShipmentState.CANCELLED, ShipmentState.LOST):
        words = gettext_lazy("Record loss or damage"), gettext_lazy("Recorded.")
        found.append(Tool("loss", *words, form("loss", LossForm), record_loss, danger=True))
    if shipment.can_be_cancelled:
        words = pgettext_lazy("shipment", "Cancel it"), pgettext_lazy("shipment", "Cancelled.")
        found.append(Tool("cancel", *words, form("cancel", PlainForm), _cancel, danger=True))
    return found


def _cancel(*, shipment: Shipment, by: Any, expected_version: int) -> Shipment:
    return cancel_shipment(
        shipment=shipment, by=by, as_owner=False, expected_version=expected_version
    )


def _facts(shipment: Shipment) -> list[dict[str, Any]]:
    address = address_line(shipment.province_code, shipment.commune_code, shipment.detail)
    rows = [
        (_("Carrier"), shipment.carrier_name),
        (_("Waybill"), shipment.waybill),
        (_("Order"), shipment.order_key if shipment.asked_at else ""),
        (_("Full name of the person at the door"), shipment.person),
        (_("Phone"), phone_words(shipment.phone)),
        (_("Address"), address),
        (_("A word for the carrier"), shipment.note),
        (_("Postage"), money(shipment.fee)),
        (_("To collect at the door"), money(shipment.cod) if shipment.cod else ""),
        (_("Collected"), money(shipment.cod_collected) if shipment.cod_collected else ""),
        (_("Leaves the desk by"), f"{shipment.post_by:%d/%m/%Y}" if shipment.post_by else ""),
        (_("Packed by"), shipment.packed_by.full_name if shipment.packed_by else ""),
        (_("Taken by"), shipment.taken_by),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _reports(shipment: Shipment) -> list[dict[str, Any]]:
    """Everything that was ever said of it, also what moved nothing, in the order of its time."""
    found = []
    for row in shipment.reports.order_by("at", "id"):
        state = reported(Scan(row.scan))
        title = SHIPMENTS[state].label if state else _("Other news: %(code)s") % {"code": row.code}
        words = (row.place, row.text, row.reason)
        found.append(
            {
                "title": title,
                "at": row.at,
                "by": row.get_source_display(),
                "text": " · ".join(filter(None, words)),
            }
        )
    return found


def hand_overs(user, on: date) -> QuerySet[PostHandOver]:
    """The lists of the official's desks, the newest first."""
    desks = places_of(user, {Role.DESK}, on)
    return PostHandOver.objects.filter(desk__in=desks).order_by("-id")


def list_row(made: PostHandOver) -> list[Any]:
    """A hand-over as a row of a table."""
    url = reverse("post_desk:hand_over_paper", args=[made.public_id])
    return [made.at, made.carrier_name, made.courier, {"text": _("List as PDF"), "url": url}]
