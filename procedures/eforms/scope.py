"""Where a condition or a formula finds the values it speaks of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Scope:
    """Clean values seen so far, from the innermost row outwards.

    A reference is looked up in the row it is written in, then in what encloses it. `@name` reads
    the circumstances of the filing (`@case`, `@channel`). What is hidden was never put in, so it
    reads as nothing.
    """

    values: dict[str, Any]
    outer: "Scope | None" = None
    circumstances: Mapping[str, Any] = field(default_factory=dict)

    def inner(self, values: dict[str, Any]) -> "Scope":
        return Scope(values, self, self.circumstances)

    def find(self, reference: str) -> Any:
        """The value under a dotted reference, None when there is none."""
        if reference.startswith("@"):
            return self.circumstances.get(reference[1:])
        head, *rest = reference.split(".")
        scope: Scope | None = self
        while scope is not None:
            if head in scope.values:
                return _descend(scope.values[head], rest)
            scope = scope.outer
        return None


def _descend(value: Any, path: list[str]) -> Any:
    for key in path:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


def is_empty(value: Any) -> bool:
    """Whether nothing was answered; False and 0 are answers."""
    return value is None or value in ("", [], {})
