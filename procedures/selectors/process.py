"""The internal process of a revision: stages one after the other, steps of a stage side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from procedures.models import ProcessStep
from procedures.rules.limits import WORKING_HOURS_A_DAY


@dataclass(frozen=True)
class Stage:
    """Steps that run at the same time. `days` is the longest of them in working days, None where
    no step says how long it takes."""

    steps: tuple[ProcessStep, ...]

    @property
    def days(self) -> Decimal | None:
        said = [days for step in self.steps if (days := days_of(step)) is not None]
        return max(said) if said else None

    @property
    def parallel(self) -> bool:
        return len(self.steps) > 1


def stages(steps: Iterable[ProcessStep]) -> list[Stage]:
    """The steps by stage, in their order; a step that names no stage is one of its own."""
    ordered = sorted(steps, key=lambda step: (step.order, step.pk))
    grouped = groupby(ordered, key=lambda step: step.stage or f"own {step.pk}")
    return [Stage(tuple(group)) for _stage, group in grouped]


def days_of(step: ProcessStep) -> Decimal | None:
    """Working days of a step; eight working hours are a day."""
    if step.hours is not None:
        return step.hours / WORKING_HOURS_A_DAY
    return step.days


def process_days(steps: Iterable[ProcessStep]) -> Decimal:
    """Working days of the whole process, as far as its steps say how long they take."""
    return sum((stage.days or Decimal(0) for stage in stages(steps)), Decimal(0))
