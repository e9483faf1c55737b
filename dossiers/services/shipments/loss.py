"""Papers lost or damaged on the way (NĐ 61/2018, art. 21): recorded, mended, apologised for."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid
from dossiers.models import Shipment
from dossiers.models.shipment import Problem, Source
from dossiers.services.shipments.frame import CHANGED, handling
from dossiers.services.shipments.report import take_report
from dossiers.services.tell import tell
from dossiers.workflow.shipment import ShipmentState
from portal.integrations.post.port import Report, Scan
from portal.kernel.text import nfc


def record_loss(
    *, shipment: Shipment, by: Any, expected_version: int, what: str, at: datetime | None = None
) -> Shipment:
    """The desk records that the envelope is lost or what is in it is damaged.

    Raises `Invalid` without saying what, `Conflict` for one that was delivered, `NotAllowed`.
    """
    what = nfc(what.strip())
    if not what:
        raise Invalid({"what": _("Write what is lost or damaged, and how it was found.")})
    with handling(shipment, by=by, expected_version=expected_version, at=at) as handled:
        if handled.shipment.state in (ShipmentState.DELIVERED, ShipmentState.CANCELLED):
            raise Conflict(handled.dossier, CHANGED)
        report = Report(handled.shipment.order_key, Scan.LOST, handled.at, "desk", reason=what)
        take_report(handled, report, Source.DESK)
        handled.shipment.problem = Problem.DAMAGED
        handled.save("lost")
    return handled.shipment


def settle_loss(
    *, shipment: Shipment, by: Any, expected_version: int, remedy: str, at: datetime | None = None
) -> Shipment:
    """Say how it is made good and who bears the cost, with the apology to the person.

    Raises `Invalid`, `Conflict` when nothing is open, `NotAllowed`.
    """
    remedy = nfc(remedy.strip())
    if not remedy:
        raise Invalid({"remedy": _("Write what the agency does and who bears the cost.")})
    with handling(shipment, by=by, expected_version=expected_version, at=at) as handled:
        found = handled.shipment
        if found.problem != Problem.DAMAGED:
            raise Conflict(handled.dossier, CHANGED)
        found.problem, found.remedy = "", remedy
        event = handled.save("loss_settled")
        context = {"dossier": handled.dossier, "shipment": found, "remedy": remedy}
        link = handled.dossier.get_absolute_url()
        tell(event, "dossiers/post_loss_settled_for_citizen", handled.dossier, context, link)
    return handled.shipment
