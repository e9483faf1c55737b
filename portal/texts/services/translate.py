"""Write translations of passages as drafts; readers see them once they are reviewed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from portal.audit.actors import Actor
from portal.audit.services import record
from portal.audit.subjects import Subject
from portal.kernel.text import nfc
from portal.texts.errors import NotPermitted, SomebodyWasFaster
from portal.texts.models import ENGLISH, Translation
from portal.texts.permissions import may_translate
from portal.texts.services.lock import locked
from portal.texts.workflow import State


@dataclass(frozen=True)
class Written:
    """What somebody wrote for one passage.

    `seen` is the digest of the latest translation he had before him, empty for none, None not to
    ask. `formerly` is the path under which a reworded item of a list was translated.
    """

    path: str
    source: str
    text: str
    seen: str | None = None
    formerly: str = ""


@transaction.atomic
def translate(
    *, kind: str, key: str, words: Iterable[Written], by: Actor, language: str = ENGLISH
) -> int:
    """How many drafts were written or, where nothing was left of the text, given up.

    Raises NotPermitted, and SomebodyWasFaster where a passage is not as it was `seen`.
    """
    if not may_translate(by):
        raise NotPermitted
    rows = locked(kind, key, language)
    written = sum(
        _write(
            rows,
            Translation(subject_kind=kind, subject_key=key, language=language, path=each.path),
            each,
            by,
        )
        for each in words
    )
    if written:
        record("translation.written", Subject(kind, key), by, {"passages": written})
    return written


def _write(rows: dict, fresh: Translation, each: Written, by: Actor) -> bool:
    _follow_reworded(rows, each)
    draft = rows.get((each.path, State.DRAFT))
    reviewed = rows.get((each.path, State.REVIEWED))
    latest = draft or reviewed
    if each.seen is not None and each.seen != (latest.digest if latest else ""):
        raise SomebodyWasFaster
    text = nfc(each.text).strip()
    if latest and (latest.text, latest.source) == (text, nfc(each.source)):
        return False
    if not text:
        return _given_up(draft)
    row = draft or fresh
    row.source, row.text = each.source, text
    row.written_by_id, row.written_at = by.user_id, timezone.now()
    row.save()
    return True


def _follow_reworded(rows: dict, each: Written) -> None:
    """Translations of an item of a list move to the path of its new words."""
    if not each.formerly:
        return
    for state in State:
        row = rows.pop((each.formerly, state), None)
        if row is not None and (each.path, state) not in rows:
            row.path = each.path
            row.save(update_fields=["path"])
            rows[each.path, state] = row


def _given_up(draft: Translation | None) -> bool:
    if draft is None:
        return False
    draft.delete()
    return True
