"""A carrier tells what became of a message it had taken."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.kernel.text import storable
from portal.messaging.models import CarrierReport, Delivery
from portal.messaging.services.end import end, locked

State = Delivery.State
# A report may overtake our own note that the carrier has the message, or come after we lost hope.
MAY_ARRIVE = (State.QUEUED, State.SENT, State.UNKNOWN, State.FAILED)
MAY_FAIL = (State.SENT, State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Told:
    """`arrived` or not; `code` and `reference` are the carrier's; `raw` the call as it came."""

    carrier: str
    arrived: bool
    code: str
    reference: str
    happened_at: datetime
    raw: bytes


@transaction.atomic
def report(*, public_id: UUID, told: Told) -> bool:
    """Keep the call and what it says; the same call again changes nothing.

    False when there is no such delivery with this carrier. What has arrived stays arrived, whatever
    is told later. The carrier's clock counts only between our sending and now. Raises
    OperationalError while a worker holds the delivery.
    """
    found = Delivery.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
    if found is None:
        return False
    delivery = locked(found, nowait=True)
    if delivery.carrier != told.carrier:
        return False
    moment = min(max(told.happened_at, delivery.created_at), timezone.now())
    _row, is_new = CarrierReport.objects.get_or_create(
        delivery=delivery,
        digest=hashlib.sha256(told.raw).hexdigest(),
        defaults={
            "carrier": told.carrier,
            "said": State.DELIVERED if told.arrived else State.FAILED,
            "code": told.code[:40],
            "reference": storable(told.reference)[:100],
            "happened_at": moment,
        },
    )
    if is_new:
        _believe(delivery, told, moment)
    return True


def _believe(delivery: Delivery, told: Told, moment: datetime) -> None:
    if told.arrived and delivery.state in MAY_ARRIVE:
        end(delivery, State.DELIVERED, at=moment)
    elif not told.arrived and delivery.state in MAY_FAIL:
        end(delivery, State.FAILED, f"{told.carrier}: {told.code}", at=moment)
