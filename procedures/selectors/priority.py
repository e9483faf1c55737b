"""The yearly lists of services put online first."""

from dataclasses import dataclass

from django.db.models import QuerySet

from procedures.models import PriorityEntry, PriorityList, RolloutStep
from procedures.models.rollout import Stage
from procedures.selectors.rollout import ORDER, stages_of
from procedures.workflow import ListState

Verdict = PriorityEntry.Verdict


@dataclass(frozen=True)
class Line:
    """A service of a list with the stage it has reached."""

    entry: PriorityEntry
    step: RolloutStep | None

    @property
    def provided(self) -> bool:
        return self.step is not None and ORDER.index(self.step.stage) >= ORDER.index(Stage.PROVIDED)


def approved_lists() -> QuerySet[PriorityList]:
    """Published lists, newest year first."""
    return PriorityList.objects.filter(state=ListState.APPROVED).order_by("-year")


def entries_of(found: PriorityList) -> QuerySet[PriorityEntry]:
    """All services of a list, proposed, kept or left out."""
    related = ("procedure__current", "procedure__sector", "agency", "proposed_by", "list")
    return found.entries.select_related(*related).order_by("by_when", "id")


def lines_of(found: PriorityList) -> list[Line]:
    """Services kept on a list, by the day they are to be online, with their progress."""
    entries = list(entries_of(found).filter(verdict=Verdict.KEPT))
    steps = stages_of(entry.procedure_id for entry in entries)
    return [Line(entry, steps.get(entry.procedure_id)) for entry in entries]
