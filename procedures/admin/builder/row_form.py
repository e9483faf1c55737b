"""Rows as they stand on a page, with or without scripts, some of them together in brackets.

Names are places: row `0`; brackets `1` (`1.set`) with rows `1.0`, `1.1`. Buttons that add and
remove only change the page; nothing is stored before "save".
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.http import QueryDict

MOST_ROWS = 20
_PLACE = re.compile(r"^(\d{1,2})(?:\.(\d{1,2}))?$", re.ASCII)


@dataclass
class DraftSet:
    """Rows in brackets, and how they belong together."""

    how: str
    place: str = ""
    rows: list[Any] = field(default_factory=list)


class RowForm:
    """Shows and reads the rows; what a row is, a subclass says.

    `lost` says that what is stored cannot be shown as rows: saving replaces it.
    """

    row_name: ClassVar[str]
    """Last part of the name that makes a row."""
    anchor: ClassVar[str]
    """A row's id on the page, before its place."""
    how_name: ClassVar[str]
    hows: ClassVar[Collection[str]]
    usual: ClassVar[str]
    usual_in_brackets: ClassVar[str]
    together: ClassVar[Callable[[str, tuple], Any]]
    """Makes what is stored out of how the rows belong together and the rows."""

    def __init__(self, stored: Any, data: QueryDict | None):
        self.data = data
        self.errors: list[tuple[str, str]] = []
        self.lost = stored is None
        self.how = getattr(stored, self.how_name) if stored else self.usual
        self.items = self._drafts(stored) if stored and data is None else []
        if data is not None:
            self._receive(data)
        self._number()

    def made(self, name: str) -> Any:
        """A new row for what is called `name` among what is offered; None for anything else."""
        raise NotImplementedError

    def take(self, row: Any, data: QueryDict) -> None:
        """Puts into the row what was typed at its place."""
        raise NotImplementedError

    def draft(self, stored: Any) -> Any:
        """The row for one that is stored."""
        raise NotImplementedError

    @property
    def full(self) -> bool:
        return self._count() >= MOST_ROWS

    def act(self) -> bool:
        """Does what the button asks; True when it was the one that saves."""
        action, _colon, place = self.data.get("action", "").partition(":")
        if action == "save":
            return True
        if action == "add" and not self.full:
            self._add(place)
        elif action == "set" and not self.full:
            self.items.append(DraftSet(self.usual_in_brackets))
        elif action == "remove":
            self._remove(place)
        self._number()
        return False

    def is_valid(self) -> bool:
        self.built = self.read()
        return not self.errors

    def read(self, quiet: bool = False) -> Any:
        """All rows together; those that cannot be read are left out, and told unless `quiet`."""
        rows: list[Any] = []
        for item in self.items:
            if isinstance(item, DraftSet):
                inner = [made for row in item.rows if (made := self._row(row, quiet))]
                rows.append(self.together(item.how, tuple(inner)))
            elif made := self._row(item, quiet):
                rows.append(made)
        return self.together(self.how, tuple(rows))

    def _row(self, row: Any, quiet: bool) -> Any:
        made, error = row.read(), row.error
        if quiet:
            row.error = ""
        elif error:
            self.errors.append((f"{self.anchor}-{row.place}", f"{row.label}: {error}"))
        return made

    def _receive(self, data: QueryDict) -> None:
        self.how = self._known(data.get(self.how_name), self.usual)
        ends = (f".{self.row_name}", ".set")
        found = {_PLACE.match(name.rpartition(".")[0]) for name in data if name.endswith(ends)}
        places = sorted({place.groups() for place in found if place}, key=_order)
        sets: dict[str, DraftSet] = {}
        for outer, inner in places[: MOST_ROWS * 2]:
            if inner is not None and outer in sets:
                self._receive_row(data, f"{outer}.{inner}", sets[outer].rows)
            elif inner is None and f"{outer}.set" in data:
                how = data.get(f"{outer}.{self.how_name}")
                sets[outer] = DraftSet(self._known(how, self.usual_in_brackets))
                self.items.append(sets[outer])
            elif inner is None:
                self._receive_row(data, outer, self.items)

    def _receive_row(self, data: QueryDict, place: str, rows: list[Any]) -> None:
        row = self.made(data.get(f"{place}.{self.row_name}", ""))
        if row is not None and not self.full:
            row.place = place
            self.take(row, data)
            rows.append(row)

    def _known(self, how: str | None, usual: str) -> str:
        return how if how in self.hows else usual

    def _add(self, place: str) -> None:
        rows: list[Any] = self.items
        if place:
            found = next((each for each in self.items if each.place == place), None)
            rows = found.rows if isinstance(found, DraftSet) else []
        row = self.made(self.data.get(f"{place}.new" if place else "new", ""))
        if row is not None:
            rows.append(row)

    def _remove(self, place: str) -> None:
        self.items = [each for each in self.items if each.place != place]
        for each in self.items:
            if isinstance(each, DraftSet):
                each.rows = [row for row in each.rows if row.place != place]

    def _count(self) -> int:
        return sum(len(each.rows) + 1 if isinstance(each, DraftSet) else 1 for each in self.items)

    def _number(self) -> None:
        for index, item in enumerate(self.items):
            item.place = str(index)
            for inner, row in enumerate(item.rows if isinstance(item, DraftSet) else ()):
                row.place = f"{index}.{inner}"

    def _drafts(self, stored: Any) -> list[Any]:
        return [
            DraftSet(getattr(item, self.how_name), rows=[self.draft(each) for each in item.items])
            if isinstance(item, self.together)
            else self.draft(item)
            for item in stored.items
        ]


def _order(place: tuple[str, str | None]) -> tuple[int, int]:
    return int(place[0]), -1 if place[1] is None else int(place[1])
