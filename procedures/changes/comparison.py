"""The differences of two revisions as values that a page shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from portal.texts.differences import Piece


class Kind(StrEnum):
    ADDED = "ADDED"
    REMOVED = "REMOVED"
    CHANGED = "CHANGED"
    MOVED = "MOVED"


class Effect(StrEnum):
    """What a change means for the person who applies: more to do, pay or wait for, or less."""

    WORSE = "WORSE"
    BETTER = "BETTER"
    NONE = "NONE"


def effect_of(before: float | None, after: float | None) -> Effect:
    """By a measure of how much a thing weighs on the person; unknown weighs nothing."""
    if before is None or after is None or before == after:
        return Effect.NONE
    return Effect.WORSE if after > before else Effect.BETTER


@dataclass(frozen=True)
class Difference:
    """One value that changed. Long texts carry `pieces`, the words marked one by one."""

    label: str
    old: str
    new: str
    effect: Effect = Effect.NONE
    pieces: tuple[Piece, ...] = ()

    @property
    def sentence(self) -> str:
        """ "Processing time: 5 working days → 3 working days"."""
        old, new = self.old or _("nothing stated"), self.new or _("nothing stated")
        return _("%(label)s: %(old)s → %(new)s") % {"label": self.label, "old": old, "new": new}


@dataclass(frozen=True)
class Change:
    """Something added, taken out, changed or put in another place; `thing` names it."""

    kind: Kind
    thing: str
    details: tuple[Difference, ...] = ()
    effect: Effect = Effect.NONE

    def felt(self, effect: Effect) -> Iterator[str]:
        """Sentences about what has that effect on the person."""
        if self.effect == effect and self.kind == Kind.ADDED:
            yield _("New: %(thing)s") % {"thing": self.thing}
        elif self.effect == effect and self.kind == Kind.REMOVED:
            yield _("No longer there: %(thing)s") % {"thing": self.thing}
        for each in self.details:
            if each.effect == effect:
                yield f"{self.thing} – {each.sentence}" if self.thing else each.sentence


@dataclass(frozen=True)
class Section:
    title: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Comparison:
    sections: tuple[Section, ...]

    def __bool__(self) -> bool:
        return bool(self.sections)

    @cached_property
    def worse(self) -> list[str]:
        """What makes it harder for the person who applies."""
        return self._felt(Effect.WORSE)

    @cached_property
    def better(self) -> list[str]:
        return self._felt(Effect.BETTER)

    def _felt(self, effect: Effect) -> list[str]:
        return [
            sentence
            for section in self.sections
            for change in section.changes
            for sentence in change.felt(effect)
        ]
