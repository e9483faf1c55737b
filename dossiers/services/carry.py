"""Dossiers on their way between units: every move is one row of the control slip (Mẫu 05).

Called by the verbs that move a dossier, inside their transaction.
"""

from datetime import datetime

from dossiers.models import Dossier, HandOver, Task
from dossiers.selectors.counter.desk import is_on_paper
from dossiers.selectors.counter.hand_over import paper_due
from dossiers.selectors.tasks import ELECTRONIC
from portal.agencies.models import Agency


def open_hand_over(
    dossier: Dossier, *, giver: Agency, taker: Agency, by, at: datetime, on_paper: bool
) -> HandOver | None:
    """Note inside the caller's transaction that `dossier` goes from `giver` to `taker`.

    What is electronic is with the taker at once; paper waits for two signatures (NĐ 61/2018, art.
    18). Nothing goes from a unit to itself: None.
    """
    if giver == taker:
        return None
    row = HandOver(
        dossier=dossier, giver=giver, taker=taker, on_paper=on_paper, opened_at=at, due_at=at
    )
    if on_paper:
        row.due_at = paper_due(giver, at)
    else:
        row.given_at = row.taken_at = at
        row.given_by = by
        row.outcome = HandOver.Outcome.ON_TIME
    row.save()
    return row


def carry(dossier: Dossier, *, giver: Agency, taker: Agency, by, at: datetime) -> None:
    """The dossier moves between units of the house, on paper where there is paper."""
    on_paper = is_on_paper(dossier)
    open_hand_over(dossier, giver=giver, taker=taker, by=by, at=at, on_paper=on_paper)


def carry_back(dossier: Dossier, *, giver: Agency, taker: Agency, by, at: datetime) -> None:
    """Undo the move from `taker` to `giver`: what nobody has signed out never left; paper that is
    on its way, or there, comes back with two signatures.
    """
    waiting = dossier.hand_overs.filter(giver=taker, taker=giver, given_at=None)
    if not waiting.delete()[0]:
        carry(dossier, giver=giver, taker=taker, by=by, at=at)


def send_to_asked(task: Task, at: datetime) -> None:
    """What is asked on paper goes to the unit asked with the papers."""
    if task.hand_over not in ELECTRONIC:
        ends = {"giver": task.dossier.holder, "taker": task.unit}
        open_hand_over(task.dossier, **ends, by=None, at=at, on_paper=True)


def return_from_asked(task: Task, at: datetime) -> None:
    """Papers that were sent along come back with the answer, or when nobody waits for one."""
    if task.hand_over in ELECTRONIC or task.started_at is None:
        return
    dossier = task.dossier
    waiting = dossier.hand_overs.filter(giver=dossier.holder, taker=task.unit, given_at=None)
    if not waiting.delete()[0]:
        ends = {"giver": task.unit, "taker": dossier.holder}
        open_hand_over(dossier, **ends, by=None, at=at, on_paper=True)
