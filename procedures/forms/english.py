"""What an editor sends from the page of translations, passage by passage."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from portal.texts.digests import text_digest
from portal.texts.errors import SomebodyWasFaster
from portal.texts.selectors import Line
from portal.texts.services.translate import Written


@dataclass(frozen=True)
class Row:
    """A line of the page with the names of its fields and what stands in the box."""

    line: Line
    number: int
    words: str
    by_other: bool

    @property
    def source(self) -> str:
        return text_digest(self.line.passage.text)

    @property
    def seen(self) -> str:
        return self.line.latest.digest if self.line.latest else ""

    @property
    def formerly(self) -> str:
        """Where the words stood before the passage was reworded, empty where they still do."""
        latest = self.line.latest
        return latest.path if latest and latest.path != self.line.passage.path else ""


def rows(lines: Iterable[Line], user_id: int, typed: Mapping[str, str]) -> list[Row]:
    """What was `typed` comes back as it was; nothing an editor wrote is lost."""
    found = []
    for number, line in enumerate(lines, 1):
        held = line.latest.text if line.latest else ""
        words = typed.get(line.passage.path, held)
        other = line.draft is not None and line.draft.written_by_id != user_id
        found.append(Row(line, number, words, other))
    return found


def typed_words(data: QueryDict) -> dict[str, str]:
    """By path, what stands in the boxes."""
    return dict(zip(data.getlist("path"), data.getlist("words"), strict=False))


def written(data: QueryDict, lines: Iterable[Line]) -> list[Written]:
    """What was changed, or ticked as right for the new Vietnamese text.

    Raises SomebodyWasFaster where the Vietnamese is not what the editor had before him.
    """
    known = {line.passage.path: line for line in lines}
    still_right = set(data.getlist("still"))
    columns = [data.getlist(name) for name in ("path", "words", "source", "seen", "formerly")]
    found = []
    for path, words, source, seen, formerly in zip(*columns, strict=False):
        line = known.get(path)
        if line is None or text_digest(line.passage.text) != source:
            raise SomebodyWasFaster
        held = line.latest.text if line.latest else ""
        if path in still_right or words.strip() != held:
            found.append(Written(path, line.passage.text, words, seen, formerly))
    return found


def accepted(data: QueryDict) -> dict[str, str]:
    """Digests of the ticked drafts, by path."""
    ticked = (value.partition("@") for value in data.getlist("accept"))
    return {path: digest for digest, _at, path in ticked}
