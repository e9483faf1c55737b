"""What carriers tell: calls that come in, and reports that are asked for."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from dossiers.models import PostCall, PostCursor, Shipment
from dossiers.models.shipment import Source
from dossiers.services.shipments.frame import handling
from dossiers.services.shipments.report import take_report
from portal.integrations.post.port import Polled, Push, Pushing, Report
from portal.kernel.hashing import sha256_hex

PAGES = 20
"""Asked for in one go; the rest comes in the next round."""


def receive_push(carrier: Pushing, push: Push, at: datetime | None = None) -> PostCall:
    """Take in a call that was found authentic: kept as it came, once, and acted on.

    The same call again gives back the first. When this returns inside no other transaction, all is
    committed. Raises `Unreadable`.
    """
    at = at or timezone.now()
    digest = sha256_hex(push.body)
    known = PostCall.objects.filter(carrier=carrier.name, digest=digest).first()
    if known is not None:
        return known
    reports = carrier.read(push)
    try:
        with transaction.atomic():
            taken = [_take(carrier.name, report, Source.PUSH, at) for report in reports]
            return PostCall.objects.create(
                carrier=carrier.name,
                digest=digest,
                body=push.body.decode(errors="replace"),
                received_at=at,
                matched=any(taken),
            )
    except IntegrityError:
        return PostCall.objects.get(carrier=carrier.name, digest=digest)


def poll(carrier: Polled, at: datetime | None = None) -> int:
    """Ask the carrier for everything since the last time; how many reports came.

    The cursor moves with the page it belongs to, in one transaction. Raises the three errors.
    """
    at = at or timezone.now()
    taken = 0
    for _page in range(PAGES):
        row = PostCursor.objects.filter(pk=carrier.name).first()
        cursor = row.cursor if row else carrier.start
        batch = carrier.track(cursor)
        with transaction.atomic():
            for report in batch.reports:
                taken += _take(carrier.name, report, Source.POLL, at)
            PostCursor.objects.update_or_create(
                carrier=carrier.name, defaults={"cursor": batch.cursor[:80], "read_at": at}
            )
        if not batch.full or batch.cursor == cursor:
            break
    return taken


def _take(carrier: str, report: Report, source: str, at: datetime) -> bool:
    """False for a parcel that is not ours."""
    shipment = Shipment.objects.filter(carrier=carrier, order_key=report.key).first()
    if shipment is None:
        return False
    with handling(shipment, by=None, at=at) as handled:
        take_report(handled, report, source)
    return True
