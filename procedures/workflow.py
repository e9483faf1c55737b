"""States of revisions, imports, duties, yearly lists and reports, and the moves between them.

A published revision never changes again: a dossier keeps the revision it was filed under, so what a
person was promised on that day can always be read back.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
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
    source: StrEnum
    target: StrEnum
    second_person: bool = False
    citation: str = ""


MOVES = (
    Move("publish", State.DRAFT, State.PUBLISHED, True, "63/2010/NĐ-CP, Điều 24"),
    Move("supersede", State.PUBLISHED, State.SUPERSEDED),
    Move("withdraw", State.PUBLISHED, State.WITHDRAWN, False, "63/2010/NĐ-CP, Điều 24"),
)


def move(action: str, state: str, moves: tuple[Move, ...] = MOVES) -> Move | None:
    """The move that `action` makes from `state`, or None when there is none."""
    return next((m for m in moves if m.action == action and m.source == state), None)


class ImportState(StrEnum):
    """How far a procedure read from the national database has come."""

    QUARANTINED = "QUARANTINED"
    READY = "READY"
    ACCEPTED = "ACCEPTED"
    REJECTED = "REJECTED"
    SUPERSEDED = "SUPERSEDED"


IMPORT_LABELS = {
    ImportState.QUARANTINED: _("Held back: somebody must decide"),
    ImportState.READY: _("Ready to become a draft"),
    ImportState.ACCEPTED: _("Became a draft"),
    ImportState.REJECTED: pgettext_lazy("an imported procedure", "Rejected"),
    ImportState.SUPERSEDED: _("Overtaken by a newer state of the source"),
}

OPEN_IMPORTS = frozenset({ImportState.QUARANTINED, ImportState.READY})
"""States in which somebody still has to decide; a procedure has at most one such import."""

IMPORT_MOVES = (
    Move("settle", ImportState.QUARANTINED, ImportState.READY),
    Move("settle", ImportState.READY, ImportState.READY),
    Move("accept", ImportState.READY, ImportState.ACCEPTED),
    Move("reject", ImportState.QUARANTINED, ImportState.REJECTED),
    Move("reject", ImportState.READY, ImportState.REJECTED),
    Move("supersede", ImportState.QUARANTINED, ImportState.SUPERSEDED),
    Move("supersede", ImportState.READY, ImportState.SUPERSEDED),
)
"""What is held back is ready once every reason is settled. Accepting makes a draft of a revision;
the public sees it only after a second person published that."""


class DutyState(StrEnum):
    """States of a duty to update a page."""

    OPEN = "OPEN"
    CLAIMED = "CLAIMED"
    DONE = "DONE"
    NO_CHANGE = "NO_CHANGE"


DUTY_LABELS = {
    DutyState.OPEN: _("To update"),
    DutyState.CLAIMED: _("Said to need no change"),
    DutyState.DONE: _("Updated"),
    DutyState.NO_CHANGE: _("Confirmed: no change needed"),
}

DUTY_MOVES = (
    Move("settle", DutyState.OPEN, DutyState.DONE, False, "63/2010/NĐ-CP, Điều 24"),
    Move("settle", DutyState.CLAIMED, DutyState.DONE, False, "63/2010/NĐ-CP, Điều 24"),
    Move("claim", DutyState.OPEN, DutyState.CLAIMED),
    Move("confirm", DutyState.CLAIMED, DutyState.NO_CHANGE, True),
    Move("reject", DutyState.CLAIMED, DutyState.OPEN, True),
)


class ListState(TextChoices):
    """States of the yearly list of services put online first."""

    DRAFT = "DRAFT", _("Being put together")
    APPROVED = "APPROVED", _("Approved and published")


class ReportState(TextChoices):
    """States of an agency's yearly report."""

    DRAFT = "DRAFT", _("Being written")
    SIGNED = "SIGNED", _("Signed")
