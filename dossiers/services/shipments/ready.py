"""A result that goes by post has become ready: by when it leaves the desk."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from dossiers.models import Dossier
from dossiers.models.shipment import Direction
from dossiers.rules.postage import POSTED_AFTER_WORKING_DAYS
from dossiers.services.shipments.frame import handling
from dossiers.workflow.shipment import ENDED
from portal.agencies.selectors import calendar_of


def post_by(dossier: Dossier, ready_at: datetime) -> date:
    """The working day of the desk on which a result ready at `ready_at` goes to the carrier."""
    day = timezone.localdate(ready_at)
    calendar = calendar_of(dossier.receiving_agency, day)
    left = POSTED_AFTER_WORKING_DAYS.on(day)
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working(day)
    return day


def result_ready(dossier: Dossier, at: datetime) -> None:
    """The envelope of this result can be packed; in the transaction that signed it."""
    waiting = dossier.shipments.filter(direction=Direction.OUT).exclude(state__in=ENDED)
    for shipment in waiting.order_by("id"):
        with handling(shipment, by=None, at=at) as handled:
            handled.shipment.post_by = post_by(dossier, at)
            handled.save("ready", post_by=handled.shipment.post_by)
