"""What a notice is about, as the apps above know it; each registers its own kind of subject."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.audit.models import Event


@dataclass(frozen=True, slots=True)
class Matter:
    """The thing behind a notice: `code` is what people call it, `sector` its field by code,
    `agency_id` the agency that answers for it.
    """

    code: str = ""
    sector: str = ""
    agency_id: int | None = None


Resolver = Callable[[str], Matter]
NOTHING = Matter()

_resolvers: dict[str, Resolver] = {}


def matters(subject_kind: str, resolver: Resolver) -> None:
    """`resolver` gets the id of a subject of this kind (`dossiers.dossier`)."""
    if _resolvers.setdefault(subject_kind, resolver) is not resolver:
        raise ValueError(f"{subject_kind} has a resolver already")


def matter_of(event: "Event | None") -> Matter:
    resolver = _resolvers.get(event.subject_kind) if event else None
    return resolver(event.subject_id) if resolver else NOTHING
