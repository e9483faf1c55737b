"""A revision was published: the pages it makes right are no longer owed."""

from portal.audit.actors import Actor
from portal.audit.services import record
from procedures.models import Revision, UpdateDuty
from procedures.selectors.duties import makes_right, open_duties
from procedures.workflow import DutyState


def settle_update_duties(*, revision: Revision, by: Actor) -> int:
    """Closes every open duty of the procedure that the published revision answers.

    To be called inside the transaction of `publish`. Returns how many were closed.
    """
    waiting = open_duties().filter(procedure=revision.procedure_id).order_by("pk")
    answered = [duty for duty in waiting.select_for_update() if makes_right(revision, duty)]
    for duty in answered:
        settle(duty, revision, by)
    return len(answered)


def settle(duty: UpdateDuty, revision: Revision, by: Actor) -> None:
    """The page is right since `revision` was published."""
    duty.state = DutyState.DONE.value
    duty.version += 1
    duty.revision, duty.closed_by_id = revision, by.user_id
    duty.closed_at = revision.published_at
    duty.save()
    late = duty.is_late(duty.closed_at)
    record("update_duty.settled", duty, by, {"revision": revision.pk, "late": late})
