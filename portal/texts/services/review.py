"""Answer for translations: from then on readers see them, with the day of the review."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from portal.audit.actors import Actor
from portal.audit.services import record
from portal.audit.subjects import Subject
from portal.texts.errors import NotPermitted, SecondPersonNeeded, SomebodyWasFaster
from portal.texts.models import ENGLISH, Translation
from portal.texts.permissions import may_review
from portal.texts.registry import tell
from portal.texts.services.lock import locked
from portal.texts.workflow import State


@transaction.atomic
def review(
    *,
    kind: str,
    key: str,
    seen: Mapping[str, str],
    by: Actor,
    today: date,
    language: str = ENGLISH,
) -> int:
    """Puts drafts in the place of what readers saw; `seen` gives the digest that was read for each
    path, `today` is the local date. Returns how many.

    Raises NotPermitted, SecondPersonNeeded for a draft of one's own, and SomebodyWasFaster where a
    draft is not what was read.
    """
    if not may_review(by):
        raise NotPermitted
    rows = locked(kind, key, language)
    for path, digest in seen.items():
        draft = rows.get((path, State.DRAFT))
        if draft is None or draft.digest != digest:
            raise SomebodyWasFaster
        _accept(draft, rows.get((path, State.REVIEWED)), by, today)
    if seen:
        record("translation.reviewed", Subject(kind, key), by, {"passages": len(seen)})
        tell(kind, key)
    return len(seen)


def _accept(draft: Translation, before: Translation | None, by: Actor, today: date) -> None:
    if draft.written_by_id == by.user_id:
        raise SecondPersonNeeded
    if before is not None:
        before.delete()
    draft.state = State.REVIEWED
    draft.reviewed_by_id, draft.reviewed_on = by.user_id, today
    draft.save()
