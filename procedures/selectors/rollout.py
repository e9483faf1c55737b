"""How far services have come on their way online."""

from collections.abc import Iterable
from datetime import date

from procedures.models import Procedure, RolloutStep
from procedures.models.rollout import Stage

ORDER = list(Stage.values)


def record_of(procedure: Procedure) -> list[RolloutStep]:
    """Every row ever recorded of the service, oldest first."""
    return list(procedure.rollout.select_related("recorded_by").order_by("id"))


def reached(steps: Iterable[RolloutStep]) -> dict[str, RolloutStep]:
    """The row that counts for each stage: the last one recorded of it."""
    return {step.stage: step for step in steps}


def stages_of(procedures: Iterable[int]) -> dict[int, RolloutStep]:
    """The furthest stage of each of the procedures (ids), in one query."""
    found: dict[int, RolloutStep] = {}
    for step in RolloutStep.objects.filter(procedure__in=list(procedures)).order_by("id"):
        before = found.get(step.procedure_id)
        if before is None or ORDER.index(step.stage) >= ORDER.index(before.stage):
            found[step.procedure_id] = step
    return found


def online_since(procedure: Procedure) -> date | None:
    """The day from which the service has been provided online; None when nobody recorded one."""
    provided = procedure.rollout.filter(stage=Stage.PROVIDED).order_by("-id")
    return provided.values_list("on", flat=True).first()
