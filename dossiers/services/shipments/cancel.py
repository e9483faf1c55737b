"""Taking back the wish for the post, until the carrier has the envelope."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict
from dossiers.models import Shipment
from dossiers.models.dossier import ReturnWay
from dossiers.models.shipment import Source
from dossiers.services.shipments.collected import charge_postage
from dossiers.services.shipments.frame import handling
from dossiers.services.shipments.order import put_cancel
from dossiers.services.shipments.report import take_report
from dossiers.services.shipments.request import choose_way, may_ask
from portal.integrations.post.port import Report, Scan

TOO_LATE = _("The carrier has the envelope already; it can no longer be cancelled.")


def cancel_shipment(
    *,
    shipment: Shipment,
    by: Any,
    as_owner: bool,
    expected_version: int | None = None,
    at: datetime | None = None,
) -> Shipment:
    """Cancel a parcel that nobody has collected; the carrier is told if it had the order, and the
    postage is owed no more. The owner then collects the result at the desk.

    Raises `Conflict` once it is collected, `NotAllowed`.
    """
    with handling(
        shipment, by=by, as_owner=as_owner, expected_version=expected_version, at=at
    ) as handled:
        found = handled.shipment
        if not found.can_be_cancelled:
            raise Conflict(handled.dossier, TOO_LATE)
        found.problem, found.cancel_asked_at = "", handled.at
        source = Source.OWNER if as_owner else Source.DESK
        report = Report(found.order_key, Scan.CANCELLED, handled.at, "cancelled")
        take_report(handled, report, source)
        event = handled.save("cancelled", ordered=found.ordered_at is not None)
        charge_postage(handled, Decimal(0))
        if found.ordered_at:
            put_cancel(handled, event)
        if as_owner and found.is_out and may_ask(handled.dossier, found.direction):
            choose_way(handled.dossier, by, ReturnWay.DESK, handled.at)
    return handled.shipment
