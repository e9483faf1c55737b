"""The thread of a dossier: what was written, what waits, who may write."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils import timezone

from dossiers.models import Dossier, Message
from dossiers.models.mandate import Power
from dossiers.models.message import Side
from dossiers.permissions import ROLE_OF, actor_at, standing_in, visible_to
from dossiers.rules.messages import OPEN_AFTER_END_DAYS
from portal.agencies.selectors import holders
from portal.audit.actors import Actor
from portal.documents.models import StoredFile

PAGE = 30
OFFICIALS = frozenset(ROLE_OF.values())


@dataclass(frozen=True)
class Thread:
    """A stretch of the thread, oldest first, and the key of what came before it."""

    messages: list[Message]
    earlier: int | None


def thread_of(dossier: Dossier, before: int = 0) -> Thread:
    """The last messages, or the last before the one of this key."""
    rows = dossier.messages.select_related("by", "unit", "read").prefetch_related("files__file")
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: PAGE + 1])
    shown = found[:PAGE][::-1]
    return Thread(shown, shown[0].pk if len(found) > PAGE else None)


def rows_of(thread: Thread, reader: Side, address: Callable[[StoredFile], str]) -> list[dict]:
    """The messages with the addresses of their files, and whether `reader` wrote them."""
    return [
        {
            "message": message,
            "mine": message.side == reader,
            "read_at": message.read.at if hasattr(message, "read") else None,
            "files": [
                {"name": row.file.name, "size": row.file.size, "url": address(row.file)}
                for row in message.files.all()
            ],
        }
        for message in thread.messages
    ]


def last_message(dossier: Dossier) -> Message | None:
    return dossier.messages.select_related("by", "unit", "read").order_by("-pk").first()


def waiting(dossier: Dossier) -> QuerySet[Message]:
    """Messages of the applicant that nobody has answered, the first to answer first."""
    rows = dossier.messages.filter(due_at__isnull=False, settled_at=None)
    return rows.order_by("due_at", "pk")


def unread(dossier: Dossier, reader: Side) -> QuerySet[Message]:
    """What the other side wrote and `reader` has not opened."""
    return dossier.messages.exclude(side=reader).filter(read=None)


def closes_at(dossier: Dossier) -> datetime | None:
    """When the thread of a finished dossier closes; None while it is not finished."""
    if dossier.closed_at is None:
        return None
    return dossier.closed_at + timedelta(days=OPEN_AFTER_END_DAYS.on(dossier.rules_day))


def is_open(dossier: Dossier, at: datetime) -> bool:
    closes = closes_at(dossier)
    return dossier.archived_at is None and (closes is None or at < closes)


def applicant_in(user, dossier: Dossier, on: date, power: Power = Power.FOLLOW) -> Actor | None:
    """`user` as the applicant or in the capacity in which he acts for him with `power`, or None."""
    found = standing_in(user, dossier, on, power)
    return found.actor(user) if found else None


def official_in(user, dossier: Dossier, on: date) -> Actor | None:
    """`user` under the post in which he answers: whoever may open the dossier and works where it
    is received, held or decided. An auditor only reads.
    """
    about = {dossier.receiving_agency_id, dossier.holder_id, dossier.agency_id}
    actor = actor_at(user, about, set(OFFICIALS), on)
    if actor is None or not visible_to(user, on).filter(pk=dossier.pk).exists():
        return None
    return actor


def answerers(dossier: Dossier, at: datetime) -> QuerySet:
    """Whom a waiting message concerns: the official who has the dossier, else all of the unit."""
    if dossier.assignee_id:
        ids = {dossier.assignee_id}
    else:
        day = timezone.localdate(at)
        ids = {pk for role in OFFICIALS for pk in holders(role, dossier.holder, day)}
    return get_user_model().objects.filter(pk__in=ids).order_by("pk")
