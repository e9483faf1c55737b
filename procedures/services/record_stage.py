"""A service reached a stage on its way online."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.actors import Actor
from portal.audit.services import record
from procedures.errors import BadFacts, NotPermitted
from procedures.models import Procedure, RolloutStep
from procedures.models.choices import ChannelKind, ServiceLevel
from procedures.models.rollout import Stage
from procedures.permissions import may_edit
from procedures.selectors import open_offerings
from procedures.selectors.rollout import ORDER, reached


@transaction.atomic
def record_stage(
    *,
    procedure: Procedure,
    stage: Stage,
    on: date,
    by: Actor,
    decision: str = "",
    note: str = "",
) -> RolloutStep:
    """Adds the stage to the record of the service; nothing recorded before is changed.

    `on` is a local day. Raises NotPermitted, and BadFacts for a day to come, a day out of the order
    of stages, and a service said to be provided that nobody can file online.
    """
    if not may_edit(by):
        raise NotPermitted
    procedure = Procedure.objects.select_for_update(of=("self",)).get(pk=procedure.pk)
    if on > timezone.localdate():
        raise BadFacts("on", _("This day is still to come."))
    _check_order(procedure, stage, on)
    if stage == Stage.PROVIDED and not _files_online(procedure):
        raise BadFacts("stage", _("Nobody can file this service online here at present."))
    step = RolloutStep.objects.create(
        procedure=procedure,
        stage=stage,
        on=on,
        decision=decision.strip(),
        note=note.strip(),
        recorded_by_id=by.user_id,
    )
    record("rollout.recorded", procedure, by, {"stage": stage, "on": on, "row": step.pk})
    return step


def _check_order(procedure: Procedure, stage: Stage, on: date) -> None:
    """A stage is not dated before one that comes before it, nor after one that comes after it."""
    at = ORDER.index(stage)
    for other, step in reached(procedure.rollout.order_by("id")).items():
        place = ORDER.index(other)
        if (place < at and step.on > on) or (place > at and step.on < on):
            words = _("“%(stage)s” is recorded for %(day)s; the days would be out of order.")
            label = step.get_stage_display()
            raise BadFacts("on", words % {"stage": label, "day": f"{step.on:%d/%m/%Y}"})


def _files_online(procedure: Procedure) -> bool:
    current = procedure.current
    if current is None or current.level < ServiceLevel.FILING:
        return False
    today = open_offerings(timezone.localdate()).filter(procedure=procedure)
    return (
        bool(procedure.external_url)
        or today.filter(channels__contains=[ChannelKind.ONLINE]).exists()
    )
