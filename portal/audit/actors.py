"""Who did something, in the shape that the event log records."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, Self


class ActorKind(StrEnum):
    """`PARTNER` is another authority's system; `ANONYMOUS` a visitor nobody knows."""

    SYSTEM = "SYSTEM"
    CITIZEN = "CITIZEN"
    OFFICIAL = "OFFICIAL"
    PARTNER = "PARTNER"
    ANONYMOUS = "ANONYMOUS"


class Person(Protocol):
    """An account, as far as the log is concerned."""

    pk: int


class Grant(Protocol):
    """A role held at an agency."""

    role: str
    agency: Any


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with the agency and role he acts under, a partner, or the portal itself.

    Ids only, never a name: the log must survive the erasure of an account unchanged.
    """

    kind: str
    user_id: int | None = None
    agency_id: int | None = None
    role: str = ""

    @classmethod
    def citizen(cls, user: Person, role: str = "") -> Self:
        """The person for himself; `role` says in what capacity he acts for somebody else."""
        return cls(ActorKind.CITIZEN, user.pk, role=role)

    @classmethod
    def official(cls, user: Person, grant: Grant | None = None) -> Self:
        """The official under the role and agency of `grant`; without one, as a mere account."""
        if grant is None:
            return cls(ActorKind.OFFICIAL, user.pk)
        return cls(ActorKind.OFFICIAL, user.pk, grant.agency.pk, str(grant.role))

    @classmethod
    def anonymous(cls) -> Self:
        return cls(ActorKind.ANONYMOUS)


SYSTEM = Actor(ActorKind.SYSTEM)
