"""The stock of waybill numbers: filled by an administrator, one taken for each order."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dossiers.errors import Invalid
from dossiers.models import Shipment, Waybill, WaybillStock
from dossiers.rules.postage import LOW_STOCK
from portal.agencies.roles import Role
from portal.agencies.selectors import holders
from portal.audit.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.messaging.services import notify

LONGEST, MOST = 40, 20_000


class NoneLeft(Exception):
    """The stock of this carrier is empty."""


def take_waybill(shipment: Shipment, at: datetime) -> str:
    """The next free number, for this parcel and no other; inside the verb's transaction.

    The lock on the stock lets one order after the other to the numbers, so that the last one is
    given once. Warns the administrators when few are left. Raises `NoneLeft`.
    """
    stock = WaybillStock.objects.select_for_update().filter(carrier=shipment.carrier).first()
    free = Waybill.objects.filter(carrier=shipment.carrier, shipment=None).order_by("id").first()
    if stock is None or free is None:
        raise NoneLeft
    free.shipment = shipment
    free.save(update_fields=["shipment"])
    stock.left -= 1
    if stock.left < LOW_STOCK and stock.warned_at is None:
        stock.warned_at = at
        _warn(stock, shipment, at)
    stock.save(update_fields=["left", "warned_at"])
    return free.number


def _warn(stock: WaybillStock, shipment: Shipment, at: datetime) -> None:
    event = record("waybills.low", shipment, SYSTEM, {"carrier": stock.carrier}, at=at)
    top = shipment.desk.line()[0]
    people = holders(Role.ADMIN, top, timezone.localdate(at))
    people = {*people, *holders(Role.DESK, shipment.desk, timezone.localdate(at))}
    for person in get_user_model().objects.filter(pk__in=people).order_by("pk"):
        context = {"carrier": shipment.carrier_name, "left": stock.left}
        notify(event, "dossiers/waybills_low_for_official", person, context, "")


def add_waybills(
    *, carrier: str, numbers: Iterable[str], by: Actor, at: datetime | None = None
) -> int:
    """Put numbers that the carrier gave us into the stock; how many were new.

    Raises `Invalid` for a number that cannot be one, and for too many at a time.
    """
    wanted = list(dict.fromkeys(number.strip().upper() for number in numbers if number.strip()))
    _check(wanted)
    with transaction.atomic():
        WaybillStock.objects.get_or_create(carrier=carrier)
        stock = WaybillStock.objects.select_for_update().get(carrier=carrier)
        known = set(
            Waybill.objects.filter(carrier=carrier, number__in=wanted).values_list(
                "number", flat=True
            )
        )
        new = [Waybill(carrier=carrier, number=number) for number in wanted if number not in known]
        Waybill.objects.bulk_create(new)
        stock.left += len(new)
        if stock.left >= LOW_STOCK:
            stock.warned_at = None
        stock.save()
        record("waybills.added", stock, by, {"count": len(new)}, at=at)
    return len(new)


def _check(numbers: list[str]) -> None:
    if not numbers:
        raise Invalid({"numbers": _("Write at least one number.")})
    if len(numbers) > MOST:
        words = ngettext(
            "At most %(n)s number at a time.", "At most %(n)s numbers at a time.", MOST
        )
        raise Invalid({"numbers": words % {"n": MOST}})
    for number in numbers:
        if len(number) > LONGEST or not number.isascii() or not number.isalnum():
            raise Invalid(
                {"numbers": _("“%(number)s” is no number.") % {"number": number[:LONGEST]}}
            )
