"""Checks of the `verify` command: whatever can be recomputed is, and every difference is named.

An app registers its own with `@check("derived")` in a module that its `AppConfig.ready` imports.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass

AREAS = ("audit", "files", "derived")


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as it must be; `thing` names it by id or code."""

    thing: str
    problem: str
    expected: str = ""
    found: str = ""

    def as_dict(self) -> dict[str, str]:
        return asdict(self)

    def __str__(self) -> str:
        tail = f" (expected {self.expected}, found {self.found})" if self.expected else ""
        return f"{self.thing}: {self.problem}{tail}"


Check = Callable[[], Iterable[Difference]]

_checks: dict[str, dict[str, Check]] = {area: {} for area in AREAS}


def check(area: str) -> Callable[[Check], Check]:
    """Register a function that compares and returns (or yields) the differences, best none."""
    if area not in _checks:
        raise ValueError(f"{area!r} is not an area of verify: {', '.join(AREAS)}")

    def register(function: Check) -> Check:
        _checks[area][f"{function.__module__}.{function.__qualname__}"] = function
        return function

    return register


def run(areas: Iterable[str]) -> Iterator[tuple[str, str, list[Difference]]]:
    """Area, name and differences of each check, in order."""
    for area in areas:
        for name, function in sorted(_checks[area].items()):
            yield area, name, list(function())
