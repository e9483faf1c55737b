"""Test data: answers to a form with what is expected of them, and what really comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from procedures.eforms.definition import Definition
from procedures.eforms.evaluate import Evaluation, evaluate


@dataclass(frozen=True)
class Expectation:
    """`errors` are the paths of the answers that must be refused, `computed` what must come out."""

    errors: frozenset[str] = frozenset()
    computed: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, evaluation: Evaluation) -> "Expectation":
        """What comes out now."""
        return cls(frozenset(evaluation.errors), dict(evaluation.computed))


@dataclass(frozen=True)
class Miscalculated:
    path: str
    expected: Any
    found: Any


@dataclass(frozen=True)
class Outcome:
    """How the real result differs; nothing anywhere when the trial passed."""

    refused: tuple[str, ...] = ()
    """Paths that should have been taken."""

    taken: tuple[str, ...] = ()
    """Paths that should have been refused."""

    miscalculated: tuple[Miscalculated, ...] = ()

    @property
    def passed(self) -> bool:
        return not (self.refused or self.taken or self.miscalculated)


def attempt(
    definition: Definition,
    answers: Mapping[str, Any],
    expected: Expectation,
    *,
    on: date,
    circumstances: Mapping[str, Any] | None = None,
) -> Outcome:
    """Runs one trial as if the local day were `on`."""
    found = evaluate(definition, answers, on, circumstances)
    paths = {*expected.computed, *found.computed}
    return Outcome(
        refused=tuple(path for path in found.errors if path not in expected.errors),
        taken=tuple(sorted(expected.errors - set(found.errors))),
        miscalculated=tuple(
            Miscalculated(path, expected.computed.get(path), found.computed.get(path))
            for path in sorted(paths)
            if expected.computed.get(path) != found.computed.get(path)
        ),
    )
