"""Reading notices: always one person's own."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from portal.messaging.models import Delivery, Notice

PAGE = 20
MANY = 9
MOST_URGENT = 3


@dataclass(frozen=True, slots=True)
class Inbox:
    """One page of a person's notices, latest first; `next_before` leads to older ones, if any."""

    notices: list[Notice]
    next_before: int | None


def inbox(recipient_id: int, before: int | None = None, size: int = PAGE) -> Inbox:
    """Notices written before the one numbered `before`, cut by key."""
    notices = _own(recipient_id)
    if before is not None:
        notices = notices.filter(id__lt=before)
    found = list(notices.order_by("-id")[: size + 1])
    shown = found[:size]
    return Inbox(shown, shown[-1].id if len(found) > size else None)


def notice_of(recipient_id: int, public_id: UUID) -> Notice | None:
    """The notice with its deliveries; None if there is none or it is somebody else's."""
    in_order = Prefetch("deliveries", Delivery.objects.order_by("id"))
    return _own(recipient_id).prefetch_related(in_order).filter(public_id=public_id).first()


def unread(recipient_id: int) -> int:
    """How many notices are new, counted no further than one more than `MANY`."""
    new = _own(recipient_id).filter(read_at__isnull=True).order_by()
    return len(new.values_list("pk", flat=True)[: MANY + 1])


def urgent(recipient_id: int) -> list[Notice]:
    """Binding notices that nothing has proven yet to have arrived: every page of the account says
    so until they are read.
    """
    raised = _own(recipient_id).filter(ladder__banner_since__isnull=False, read_at__isnull=True)
    return list(raised.order_by("-id")[:MOST_URGENT])


def _own(recipient_id: int) -> QuerySet[Notice]:
    return Notice.objects.filter(recipient_id=recipient_id)
