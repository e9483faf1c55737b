"""Which row of one revision is which row of another."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models

from portal.texts.alignment import kept, paired
from portal.texts.tokens import bag
from procedures.changes.facets import facets_of
from procedures.models import Channel, LegalBasis, ResultKind
from procedures.models.guard import Part, part_keys, parts, revision_path

Identity = tuple

KEYS: dict[type[Part], str] = {Channel: "kind", LegalBasis: "symbol", ResultKind: "code"}
"""The field by which a row is known where there is no field `key`."""


@dataclass(frozen=True)
class Match:
    """The same thing in both revisions, or in one; `moved` where it stands in another place."""

    old: Part | None
    new: Part | None
    moved: bool = False

    @property
    def alone(self) -> list[Part]:
        """The row that only one revision has; empty where both have it."""
        return [] if self.old and self.new else [self.new or self.old]


def rows_of(revision: models.Model) -> dict[type[Part], list[Part]]:
    """Every part of a revision, in a query for each kind of part."""
    return {
        model: list(
            model.objects.filter(**{revision_path(model): revision})
            .select_related(*_lookups(model))
            .order_by("order", "pk")
        )
        for model in parts()
    }


def _lookups(model: type[Part]) -> list[str]:
    found = []
    for field in part_keys(model):
        found.append(field.name)
        found += [f"{field.name}__{deeper}" for deeper in _lookups(field.related_model)]
    return found


def parents(row: Part) -> list[Part]:
    """The parts a row hangs on, nearest first."""
    near = [getattr(row, field.name) for field in part_keys(type(row))]
    near = [each for each in near if each is not None]
    return near + [far for each in near for far in parents(each)]


def identity(row: Part) -> Identity:
    """The same for the same thing in every revision; rows without a key of their own share one."""
    key = KEYS.get(type(row)) or ("key" if hasattr(row, "key") else "")
    own = getattr(row, key) if key else ""
    owners = [getattr(row, field.name) for field in part_keys(type(row))]
    return (own, *(identity(owner) if owner else None for owner in owners))


def match(old: Sequence[Part], new: Sequence[Part]) -> list[Match]:
    """Pairs in the order of the new revision, then what is gone."""
    twins = _twins(old, new)
    place = {id(one): number for number, one in enumerate(old)}
    order = [place[id(twins[id(row)])] for row in new if id(row) in twins]
    still = {order[index] for index, _same in kept(order, sorted(order))}
    matched = [
        Match(before, row, bool(before) and place[id(before)] not in still)
        for row in new
        for before in [twins.get(id(row))]
    ]
    gone = {id(before) for before in twins.values()}
    return matched + [Match(row, None) for row in old if id(row) not in gone]


def _twins(old: Sequence[Part], new: Sequence[Part]) -> dict[int, Part]:
    """By the id of a new row, the old one that it is."""
    before, after = defaultdict(list), defaultdict(list)
    for rows, groups in ((old, before), (new, after)):
        for row in rows:
            groups[identity(row)].append(row)
    found = {}
    for key, rows in after.items():
        for i, j in _pairs(before.get(key, []), rows, known=bool(key[0])):
            found[id(rows[j])] = before[key][i]
    return found


def _pairs(old: list[Part], new: list[Part], known: bool) -> list[tuple[int, int]]:
    """One under the same key is the same whatever it says; others are told by their words."""
    if known and len(old) == len(new) == 1:
        return [(0, 0)]
    same = _word_for_word([_said(row) for row in old], [_said(row) for row in new])
    left = [i for i in range(len(old)) if i not in same]
    right = [j for j in range(len(new)) if j not in same.values()]
    alike = paired([bag(_said(old[i])) for i in left], [bag(_said(new[j])) for j in right])
    return [*same.items(), *((left[i], right[j]) for i, j in alike)]


def _word_for_word(old: list[str], new: list[str]) -> dict[int, int]:
    places = defaultdict(list)
    for place, said in enumerate(new):
        places[said].append(place)
    return {i: places[said].pop(0) for i, said in enumerate(old) if places[said]}


def _said(row: Part) -> str:
    return "\n".join(facet.words(row) for facet in facets_of(type(row)))
