"""Translations read for pages: always all of a thing at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.texts.alignment import ALIKE, likeness
from portal.texts.differences import Piece, compare
from portal.texts.digests import text_digest
from portal.texts.models import ENGLISH, Translation
from portal.texts.passages import Passage
from portal.texts.tokens import bag
from portal.texts.workflow import State


@dataclass(frozen=True)
class Line:
    """A passage with what is known of it in the other language."""

    passage: Passage
    reviewed: Translation | None
    draft: Translation | None

    @property
    def latest(self) -> Translation | None:
        return self.draft or self.reviewed

    @property
    def lags(self) -> bool:
        """Whether what readers see was made from another text than the one in force."""
        return self.reviewed is not None and lags(self.reviewed, self.passage.text)

    @property
    def draft_lags(self) -> bool:
        return self.draft is not None and lags(self.draft, self.passage.text)

    @property
    def since(self) -> list[Piece]:
        """What changed in the Vietnamese text since the latest translation of it."""
        return compare(self.latest.source, self.passage.text) if self.latest else []


def lags(translation: Translation, source: str) -> bool:
    """Whether the Vietnamese text has changed since it was translated."""
    return translation.source_digest != text_digest(source)


def translations_of(kind: str, key: str, language: str = ENGLISH) -> list[Translation]:
    """All translations of one thing, drafts included, in one query."""
    found = Translation.objects.filter(subject_kind=kind, subject_key=key, language=language)
    return list(found.select_related("written_by", "reviewed_by").order_by("path", "state"))


def lines(passages: Iterable[Passage], found: Iterable[Translation]) -> list[Line]:
    """Every passage with its translations; those of a reworded item of a list are found again."""
    rows = {(row.path, row.state): row for row in found}
    wanted = list(passages)
    known = {passage.path for passage in wanted}
    orphans = sorted({path for path, _state in rows} - known)
    result = []
    for passage in wanted:
        path = passage.path
        if passage.group and not _rows_at(rows, path):
            path = _reworded(passage, orphans, rows) or path
        result.append(Line(passage, *_rows_pair(rows, path)))
    return result


def last_review(found: Iterable[Translation]) -> date | None:
    return max((row.reviewed_on for row in found if row.reviewed_on), default=None)


def _rows_at(rows: dict, path: str) -> bool:
    return any((path, state.value) in rows for state in State)


def _rows_pair(rows: dict, path: str) -> tuple[Translation | None, Translation | None]:
    return rows.get((path, State.REVIEWED.value)), rows.get((path, State.DRAFT.value))


def _reworded(passage: Passage, orphans: list[str], rows: dict) -> str | None:
    """The path under which the item stood before it was reworded; each is given out once."""
    words = bag(passage.text)
    scores = {
        path: likeness(words, bag((rows.get((path, "REVIEWED")) or rows[path, "DRAFT"]).source))
        for path in orphans
        if path.rpartition(".")[0] == passage.group
    }
    best = max(scores, key=scores.get, default=None)
    if best is None or scores[best] < ALIKE:
        return None
    orphans.remove(best)
    return best
