"""After a delivery that failed: once more by post, or collected at the desk."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict
from dossiers.models import Dossier, Shipment
from dossiers.models.dossier import ReturnWay
from dossiers.models.shipment import Direction
from dossiers.selectors.postage import Address
from dossiers.services.shipments.frame import acting, lock
from dossiers.services.shipments.request import choose_way, make
from dossiers.workflow import READY
from dossiers.workflow.shipment import UNDELIVERED

NOT_NOW = _("There is nothing to choose now. Look at the dossier again.")


def send_again(
    *, shipment: Shipment, by: Any, address: Address, at: datetime | None = None
) -> Shipment:
    """A second try, to the same address or another one; it costs its own postage.

    Raises `Invalid`, `Conflict` unless the last try of this dossier failed, `NotAllowed`.
    """
    at = at or timezone.now()
    with transaction.atomic():
        dossier = _failed(shipment, by, at)
        actor = acting(by, dossier, dossier.receiving_agency, True, timezone.localdate(at))
        dossier = choose_way(dossier, by, ReturnWay.POST, at)
        return make(dossier, by, actor, Direction.OUT, address, at)


def collect_at_desk(*, shipment: Shipment, by: Any, at: datetime | None = None) -> Dossier:
    """The person comes for the result. Raises `Conflict`, `NotAllowed`."""
    at = at or timezone.now()
    with transaction.atomic():
        return choose_way(_failed(shipment, by, at), by, ReturnWay.DESK, at)


def _failed(shipment: Shipment, by: Any, at: datetime) -> Dossier:
    dossier = lock(shipment.dossier_id)
    acting(by, dossier, dossier.receiving_agency, True, timezone.localdate(at))
    last = dossier.shipments.filter(direction=Direction.OUT).order_by("-attempt").first()
    if last is None or last.state not in UNDELIVERED or dossier.state not in READY:
        raise Conflict(dossier, NOT_NOW)
    return dossier
