"""What stands on the paper, as plain values: each setting shows the same sheet in its own way."""

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """How an entry is shown. `LINE`, `DAY`, `MONTH` and `DIGITS` are written on while empty."""

    LINE = "line"
    DAY = "day"
    MONTH = "month"
    DIGITS = "digits"
    BOXES = "boxes"
    TICK = "tick"
    HEADING = "heading"
    SET = "set"
    TABLE = "table"


@dataclass(frozen=True)
class Box:
    """An answer to tick."""

    label: str
    ticked: bool = False


@dataclass(frozen=True)
class Entry:
    """One thing on the sheet: a question with its answer or the room for it, or several together.

    `room` counts lines to write on, or boxes for digits. `open` says that a person may still write
    here. Rows of a table are texts, one for each of `columns`.
    """

    shape: Shape
    label: str
    hint: str = ""
    value: str = ""
    unit: str = ""
    room: int = 1
    open: bool = False
    boxes: tuple[Box, ...] = ()
    entries: tuple["Entry", ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    level: int = 0

    @property
    def lead(self) -> str:
        """The label as it stands before an answer."""
        return self.label if self.label.endswith(("?", ":", ".")) else f"{self.label}:"

    @property
    def cells(self) -> range:
        """One for each digit to write."""
        return range(self.room)

    @property
    def more_lines(self) -> range:
        """Lines below the first one."""
        return range(self.room - 1 if self.shape == Shape.LINE else 0)

    @property
    def heading_level(self) -> int:
        """Level of the heading of a set, below the title and its section."""
        return min(3 + self.level, 6)


@dataclass(frozen=True)
class SheetSection:
    title: str
    entries: tuple[Entry, ...]
    hint: str = ""


@dataclass(frozen=True)
class Sheet:
    """A whole form: `symbol` is the official number of the form, `to` whom it goes to, `notes` what
    a reader must know first, `signer` who signs (empty: a line for the name), `scan` what the QR
    code holds by which the counter opens the filing.
    """

    title: str
    sections: tuple[SheetSection, ...]
    symbol: str = ""
    to: str = ""
    notes: tuple[str, ...] = ()
    signer: str = ""
    signed_on: str = ""
    scan: str = ""
