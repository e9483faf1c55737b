"""A decision that changes nothing on the page: one person says so, another one confirms it."""

from django.db import transaction
from django.utils import timezone

from portal.audit.actors import Actor
from portal.audit.services import record
from procedures.errors import (
    BadFacts,
    NotPermitted,
    SecondPersonNeeded,
    SomebodyWasFaster,
    WrongState,
)
from procedures.models import UpdateDuty
from procedures.permissions import may_edit, may_publish
from procedures.workflow import DUTY_MOVES, DutyState, Move, move


@transaction.atomic
def claim_no_change(
    *, duty: UpdateDuty, reason: str, by: Actor, expected_version: int
) -> UpdateDuty:
    """Says with a reason that the page is right as it is; the clock goes on until it is confirmed.

    Raises NotPermitted, SomebodyWasFaster, WrongState, and BadFacts without a reason.
    """
    if by.user_id is None or not may_edit(by):
        raise NotPermitted
    if not reason.strip():
        raise BadFacts("reason")
    duty, step = _locked(duty, "claim", expected_version)
    duty.reason, duty.claimed_by_id = reason.strip(), by.user_id
    return _moved(duty, step, by)


@transaction.atomic
def confirm_no_change(*, duty: UpdateDuty, by: Actor, expected_version: int) -> UpdateDuty:
    """A second person agrees: the duty is over.

    Raises NotPermitted, SomebodyWasFaster, WrongState and SecondPersonNeeded.
    """
    duty, step = _second(duty, "confirm", by, expected_version)
    duty.closed_by_id, duty.closed_at = by.user_id, timezone.now()
    duty.revision = duty.procedure.current
    return _moved(duty, step, by)


@transaction.atomic
def reject_no_change(*, duty: UpdateDuty, by: Actor, expected_version: int) -> UpdateDuty:
    """A second person disagrees: the page is owed as before, by the same date.

    Raises NotPermitted, SomebodyWasFaster, WrongState and SecondPersonNeeded.
    """
    duty, step = _second(duty, "reject", by, expected_version)
    duty.claimed_by = None
    return _moved(duty, step, by)


def _second(duty: UpdateDuty, action: str, by: Actor, version: int) -> tuple[UpdateDuty, Move]:
    if not may_publish(by):
        raise NotPermitted
    duty, step = _locked(duty, action, version)
    if by.user_id == duty.claimed_by_id:
        raise SecondPersonNeeded
    return duty, step


def _locked(duty: UpdateDuty, action: str, version: int) -> tuple[UpdateDuty, Move]:
    duty = UpdateDuty.objects.select_for_update(of=("self",)).get(pk=duty.pk)
    if duty.version != version:
        raise SomebodyWasFaster
    step = move(action, duty.state, DUTY_MOVES)
    if step is None:
        raise WrongState
    return duty, step


def _moved(duty: UpdateDuty, step: Move, by: Actor) -> UpdateDuty:
    duty.state = DutyState(step.target).value
    duty.version += 1
    duty.save()
    record(f"update_duty.{step.action}", duty, by, {"procedure": duty.procedure.code})
    return duty
