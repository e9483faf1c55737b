"""What a trial found, summed up; which of its dossiers a reader may open."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dossiers.models import Dossier, Replay
from dossiers.permissions import visible_to
from dossiers.selectors.replay import Finding, Kind, from_json


@dataclass(frozen=True)
class Tried:
    """One dossier of a trial. `place` numbers it from the newest; `dossier` is None for a reader
    who may not open it.
    """

    place: int
    findings: list[Finding]
    dossier: Dossier | None


@dataclass(frozen=True)
class Often:
    """Something that many dossiers would meet."""

    finding: Finding
    dossiers: int


def by_kind(replay: Replay) -> dict[Kind, int]:
    """In how many dossiers each kind of difference was found."""
    counts: Counter[Kind] = Counter()
    for _pk, rows in replay.results:
        counts.update({each.kind for each in from_json(rows)})
    return {kind: counts[kind] for kind in Kind}


def unchanged(replay: Replay) -> int:
    return sum(not rows for _pk, rows in replay.results)


def most_often(replay: Replay, most: int) -> list[Often]:
    """What is met by most dossiers, whatever it costs each of them."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for _pk, rows in replay.results:
        for each in from_json(rows):
            found.setdefault((each.kind, each.key), []).append(each)
    order = list(Kind)
    often = [Often(max(each, key=lambda one: one.amount), len(each)) for each in found.values()]
    often.sort(key=lambda one: (-one.dossiers, order.index(one.finding.kind), one.finding.key))
    return often[:most]


def tried(replay: Replay, user, on: date, first: int = 0, most: int | None = None) -> list[Tried]:
    """The dossiers with a difference, newest first, from the `first` on."""
    rows = [(place, pk, found) for place, pk, found in _places(replay) if found]
    shown = rows[first:] if most is None else rows[first : first + most]
    numbers = [pk for _place, pk, _found in shown]
    open_to_him = visible_to(user, on).filter(pk__in=numbers).distinct().in_bulk()
    return [Tried(place, from_json(found), open_to_him.get(pk)) for place, pk, found in shown]


def _places(replay: Replay) -> Iterator[tuple[int, int, list]]:
    for place, (pk, found) in enumerate(replay.results, 1):
        yield place, pk, found
