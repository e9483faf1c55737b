"""Back to where it came from: given back by whoever has it, taken back by whoever sent it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid
from dossiers.models import Dossier
from dossiers.permissions import WORKERS
from dossiers.selectors.counter.desk import way_to
from dossiers.selectors.steps import action_of, came_from, can_be_taken_back, last_step
from dossiers.services.carry import carry, carry_back
from dossiers.services.change import changing
from dossiers.workflow import Action
from portal.agencies.models import Agency
from portal.agencies.selectors import agencies_in_scope, roles_of
from portal.audit.models import Event
from portal.messaging.services import notify

SOMEBODY_ACTED = _("Somebody has worked on this dossier since; it can no longer be taken back.")


def hand_back(*, dossier, by, expected_version: int, reason: str, at: datetime | None = None):
    """Return the dossier to the unit or person it came from, with the reason as a note. A person
    who no longer works there is not given it again; then it waits in the unit’s list.

    Raises `Invalid` without a reason, or when it came from nobody; `NotAllowed`, `Conflict`.
    """
    reason = reason.strip()
    if not reason:
        raise Invalid({"reason": _("Write why: whoever gets it back reads it first.")})
    with changing(
        dossier, Action.HAND_BACK, by=by, expected_version=expected_version, at=at
    ) as change:
        dossier, origin = change.dossier, came_from(change.dossier)
        if origin is None:
            raise Invalid({"reason": _("It came straight from the desk: there is no sender.")})
        facts = {"unit_from": dossier.holder_id, "assignee_from": dossier.assignee_id}
        giver, dossier.holder = dossier.holder, Agency.objects.get(pk=origin.unit_id)
        carry(dossier, giver=giver, taker=dossier.holder, by=by, at=change.at)
        dossier.assignee_id = _still_there(origin.person_id, origin.unit_id, change.at)
        dossier.notes.create(by=by, text=reason, at=change.at)
        event = change.record(**facts, unit_to=origin.unit_id, assignee=dossier.assignee_id)
        if dossier.assignee_id not in (None, by.pk):
            person = get_user_model().objects.get(pk=dossier.assignee_id)
            context = {"dossier": dossier}
            notify(event, "dossiers/assigned_for_official", person, context, dossier.desk_url)
    return dossier


def _still_there(person_id: int | None, unit_id: int, at: datetime) -> int | None:
    person = get_user_model().objects.filter(pk=person_id).first()
    if person is None:
        return None
    grants = [grant for grant in roles_of(person, timezone.localdate(at)) if grant.role in WORKERS]
    return person.pk if unit_id in agencies_in_scope(grants) else None


def take_back(*, dossier, by, expected_version: int, reason: str, at: datetime | None = None):
    """Undo one’s own last step, with the reason as a note, while nobody has acted since.

    Which steps can be undone the state table says. Raises `Invalid` without a reason; `NotAllowed`;
    `Conflict` when it is too late.
    """
    reason = reason.strip()
    if not reason:
        raise Invalid({"reason": _("Write why you take it back.")})
    with changing(
        dossier, Action.TAKE_BACK, by=by, expected_version=expected_version, at=at
    ) as change:
        last = last_step(change.dossier)
        if not can_be_taken_back(last, change.dossier):
            raise Conflict(change.dossier, SOMEBODY_ACTED)
        undone = action_of(last)
        UNDO[undone](change.dossier, last, by, change.at)
        change.dossier.notes.create(by=by, text=reason, at=change.at)
        change.record(undone=last.pk, step=undone)
    return change.dossier


def _bring_back(dossier: Dossier, event: Event, by, at: datetime) -> None:
    giver, dossier.holder = dossier.holder, Agency.objects.get(pk=event.payload["unit_from"])
    carry_back(dossier, giver=giver, taker=dossier.holder, by=by, at=at)
    dossier.assignee_id = event.payload.get("assignee_from")


def _assign_as_before(dossier: Dossier, event: Event, by, at: datetime) -> None:
    dossier.assignee_id = event.payload.get("assignee_from")


def _keep(dossier: Dossier, event: Event, by, at: datetime) -> None:
    dossier.assignee_id = event.actor_user_id


def _close_proposal(dossier: Dossier, event: Event, by, at: datetime) -> None:
    proposal = dossier.proposals.get(pk=event.payload["proposal"])
    proposal.closed_at = at
    proposal.save(update_fields=["closed_at"])


def _close_at_desk(dossier: Dossier, event: Event, by, at: datetime) -> None:
    """The papers had stayed at the desk for it; now they go to the unit."""
    _close_proposal(dossier, event, by, at)
    desk = dossier.receiving_agency
    carry(dossier, giver=desk, taker=way_to(dossier, dossier.holder), by=by, at=at)


UNDO: dict[Action, Callable[[Dossier, Event, Any, datetime], Any]] = {
    Action.FORWARD: _bring_back,
    Action.HAND_BACK: _bring_back,
    Action.ASSIGN: _assign_as_before,
    Action.RELEASE: _keep,
    Action.PROPOSE: _close_proposal,
    Action.PROPOSE_AT_DESK: _close_at_desk,
}
