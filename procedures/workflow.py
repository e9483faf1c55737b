"""States of a revision and the only moves between them.

A published revision never changes again: a dossier keeps the revision it was filed under, so what a
person was promised on that day can always be read back.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(StrEnum):
    DRAFT = "DRAFT"
    PUBLISHED = "PUBLISHED"
    SUPERSEDED = "SUPERSEDED"
    WITHDRAWN = "WITHDRAWN"


LABELS = {
    State.DRAFT: _("Draft"),
    State.PUBLISHED: _("Published"),
    State.SUPERSEDED: _("Replaced by a newer revision"),
    State.WITHDRAWN: pgettext_lazy("revision of a procedure", "Withdrawn"),
}

NEXT_STEPS = {
    State.DRAFT: _("A second person reads it and publishes it."),
    State.PUBLISHED: _("Start a new revision to change anything."),
    State.SUPERSEDED: _("Kept for the dossiers that were filed under it."),
    State.WITHDRAWN: _("Kept for the dossiers that were filed under it; nobody can file now."),
}


@dataclass(frozen=True)
class Move:
    """One permitted move: `second_person` bars everyone who wrote any part of the draft."""

    action: str
    source: State
    target: State
    second_person: bool = False
    citation: str = ""


MOVES = (
    Move("publish", State.DRAFT, State.PUBLISHED, True, "63/2010/NĐ-CP, Điều 24"),
    Move("supersede", State.PUBLISHED, State.SUPERSEDED),
    Move("withdraw", State.PUBLISHED, State.WITHDRAWN, False, "63/2010/NĐ-CP, Điều 24"),
)


def move(action: str, state: str) -> Move | None:
    """The move that `action` makes from `state`, or None when there is none."""
    return next((m for m in MOVES if m.action == action and m.source == state), None)
