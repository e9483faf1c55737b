"""Which case a person is in, by what he answered."""

from collections.abc import Iterable
from typing import Any

from procedures.eforms.conditions import holds
from procedures.eforms.scope import Scope
from procedures.models import Case


def case_for(cases: Iterable[Case], answers: dict[str, Any]) -> Case | None:
    """The first of `cases` whose rule holds of the answers; None when no rule does.

    `answers` are those of the eligibility questions or of the form, by their keys.
    """
    scope = Scope(answers)
    return next((case for case in cases if case.rule and holds(case.rule, scope)), None)
