"""A partner fetches a file with a link; officials take links back."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.audit.actors import Actor, ActorKind
from portal.audit.services import record
from portal.documents.lending import (
    AGAIN_WITHIN,
    LIFETIME,
    RECALLED,
    USED,
    LinkVoid,
    NotLent,
    read,
)
from portal.documents.models import LentOpening, LentRecall, StoredFile


def lent_file(token: str, *, at: datetime | None = None) -> tuple[StoredFile, str]:
    """The file behind a link and the partner it was lent to; what it opens is not written yet.

    Raises NotLent, LinkVoid.
    """
    at = at or timezone.now()
    lent = read(token, at)
    stored = StoredFile.objects.filter(pk=lent.file_id).first()
    if stored is None:
        raise NotLent
    if LentRecall.objects.filter(file_id=stored.pk, at__gte=lent.at).exists():
        raise LinkVoid(RECALLED)
    before = LentOpening.objects.filter(token_hash=lent.token_hash).first()
    if before and at - before.first_at > AGAIN_WITHIN:
        raise LinkVoid(USED)
    return stored, lent.partner


@transaction.atomic
def note_fetched(token: str, *, at: datetime | None = None) -> None:
    """Write down that the partner fetches the file now, in the log and against the link."""
    at = at or timezone.now()
    lent = read(token, at)
    opening, is_new = LentOpening.objects.get_or_create(
        token_hash=lent.token_hash,
        defaults={"file_id": lent.file_id, "partner": lent.partner, "first_at": at},
    )
    if not is_new:
        opening.times += 1
        opening.save(update_fields=["times"])
    stored = StoredFile.objects.get(pk=lent.file_id)
    partner = Actor(ActorKind.PARTNER)
    record("file.lent", stored, partner, {"partner": lent.partner, "again": not is_new}, at=at)


@transaction.atomic
def recall(*, files: Iterable[UUID], by: Actor, at: datetime | None = None) -> int:
    """Make every link lent so far to these files void. Returns how many files that were."""
    at = at or timezone.now()
    stored = list(StoredFile.objects.filter(pk__in=list(files)).order_by("pk"))
    LentRecall.objects.bulk_create(LentRecall(file_id=file.pk, at=at) for file in stored)
    for file in stored:
        record("file.links_recalled", file, by, at=at)
    return len(stored)


def forget_links(now: datetime) -> None:
    """Remove what is known of links too old to be used anyway; the log keeps its events."""
    gone = now - 2 * LIFETIME
    LentOpening.objects.filter(first_at__lt=gone).delete()
    LentRecall.objects.filter(at__lt=gone).delete()
