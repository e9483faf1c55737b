"""Exactly what differs between two states of a source."""

from dataclasses import dataclass

from portal.texts.differences import Piece, compare
from procedures.admin.imports.wording import parts_of
from procedures.imports.facts import ProcedureFacts


@dataclass(frozen=True)
class Change:
    """One field: lines that went, lines that came and, where one line was reworded, its words."""

    label: str
    gone: tuple[str, ...]
    come: tuple[str, ...]
    pieces: tuple[Piece, ...] = ()


def changes(before: ProcedureFacts, after: ProcedureFacts) -> list[Change]:
    """Every field that reads differently, in the order of the law."""
    pairs = zip(parts_of(before), parts_of(after), strict=True)
    return [_change(new.label, old.lines, new.lines) for old, new in pairs if old != new]


def _change(label: str, old: tuple[str, ...], new: tuple[str, ...]) -> Change:
    gone = tuple(line for line in old if line not in new)
    come = tuple(line for line in new if line not in old)
    if not gone and not come:
        return Change(label, old, new)
    reworded = len(gone) == len(come) == 1
    return Change(label, gone, come, tuple(compare(gone[0], come[0])) if reworded else ())
