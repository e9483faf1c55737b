"""The difference between two Vietnamese texts, as a person would mark it with a pen.

Paragraphs are aligned first, then syllables inside those that changed. The alignment keeps as much
as can be kept (a longest common subsequence), so five changed words show as five: guesses that save
time on program code, such as taking short or frequent words for noise, do harm in a language
whose syllables are all short and frequent.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from portal.kernel.text import nfc
from portal.texts.alignment import kept, paired
from portal.texts.tokens import Token, bag, paragraphs, tokens


class Change(StrEnum):
    SAME = "SAME"
    REMOVED = "REMOVED"
    ADDED = "ADDED"


@dataclass(frozen=True)
class Piece:
    """A run of text. `moved` marks a paragraph that stands unchanged in another place."""

    change: Change
    text: str
    moved: bool = False

    @property
    def marked(self) -> bool:
        """Whether there is anything to show: changed blanks are not worth a mark."""
        return self.change != Change.SAME and bool(self.text.strip())


def compare(old: str, new: str) -> list[Piece]:
    """Pieces in reading order: joined without the added ones they give `old`, without the removed
    ones `new`, both in their prepared form (NFC, lines ended by a line feed)."""
    before, after = paragraphs(prepared(old)), paragraphs(prepared(new))
    found = _with_moves(list(_blocks(before, after)))
    return list(_joined(found))


def prepared(text: str) -> str:
    """The form in which texts are compared."""
    return nfc(text.replace("\r\n", "\n").replace("\r", "\n"))


def changed(pieces: Sequence[Piece]) -> bool:
    """Whether a reader would see any difference."""
    return any(piece.marked for piece in pieces)


def _blocks(before: list[str], after: list[str]) -> Iterator[Piece]:
    """Equal paragraphs as they are; what lies between two of them compared closely."""
    i = j = 0
    for row, column in [*kept(before, after), (len(before), len(after))]:
        yield from _between(before[i:row], after[j:column])
        if row < len(before):
            yield Piece(Change.SAME, before[row])
        i, j = row + 1, column + 1


def _between(before: list[str], after: list[str]) -> Iterator[Piece]:
    i = j = 0
    alike = paired([bag(each) for each in before], [bag(each) for each in after])
    for row, column in [*alike, (len(before), len(after))]:
        yield from (Piece(Change.REMOVED, text) for text in before[i:row])
        yield from (Piece(Change.ADDED, text) for text in after[j:column])
        if row < len(before):
            yield from _words(tokens(before[row]), tokens(after[column]))
        i, j = row + 1, column + 1


def _words(before: list[Token], after: list[Token]) -> Iterator[Piece]:
    i = j = 0
    for row, column in kept([token.word for token in before], [token.word for token in after]):
        yield from _gap(before[i : row + 1], after[j : column + 1])
        yield Piece(Change.SAME, before[row].word)
        i, j = row + 1, column + 1


def _gap(before: list[Token], after: list[Token]) -> Iterator[Piece]:
    """Everything up to a word that both texts have, the blank before that word included."""
    removed, added = _text(before), _text(after)
    lead = _common_blank(removed, added)
    if lead:
        yield Piece(Change.SAME, lead)
    if removed[len(lead) :]:
        yield Piece(Change.REMOVED, removed[len(lead) :])
    if added[len(lead) :]:
        yield Piece(Change.ADDED, added[len(lead) :])


def _text(run: list[Token]) -> str:
    """Words with the blanks before them; of the last token, which both texts have, the blank."""
    return "".join(token.blank + token.word for token in run[:-1]) + run[-1].blank


def _common_blank(one: str, other: str) -> str:
    size = 0
    for left, right in zip(one, other, strict=False):
        if left != right or not left.isspace():
            break
        size += 1
    return one[:size]


def _with_moves(pieces: list[Piece]) -> list[Piece]:
    """Whole paragraphs removed in one place and added, word for word, in another."""
    removed = Counter(p.text.strip() for p in pieces if p.change == Change.REMOVED and p.marked)
    added = Counter(p.text.strip() for p in pieces if p.change == Change.ADDED and p.marked)
    left = {Change.REMOVED: removed & added, Change.ADDED: removed & added}
    return [_moved(piece, left) for piece in pieces]


def _moved(piece: Piece, left: dict[Change, Counter]) -> Piece:
    budget, text = left.get(piece.change), piece.text.strip()
    if budget is None or not budget[text] or len(text.split()) < MOVED_AT_LEAST:
        return piece
    budget[text] -= 1
    return Piece(piece.change, piece.text, moved=True)


MOVED_AT_LEAST = 4
"""Words of a passage below which finding it elsewhere is more likely chance than a move."""


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Neighbours of one kind as one piece."""
    for (change, moved), run in groupby(pieces, key=lambda piece: (piece.change, piece.moved)):
        yield Piece(change, "".join(piece.text for piece in run), moved)
