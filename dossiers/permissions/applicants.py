"""Who stands on the applicant's side of a dossier, as what, and what he may do there.

The one place that is asked by every page, address, verb and notice for citizens: `may_act` and
`standing_in` about one dossier, `owned_by` for many.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q, QuerySet

from dossiers.models import Child, Dossier, Mandate
from dossiers.models.mandate import Power
from portal.accounts.models import Membership
from portal.audit.actors import Actor

ALL = frozenset(Power)
POWERS_OF_MEMBERS = {
    Membership.Role.REPRESENTATIVE: ALL,
    Membership.Role.FILER: ALL,
    Membership.Role.READER: frozenset({Power.FOLLOW, Power.RECEIVE}),
}
OTHER_PARENT = frozenset({Power.FOLLOW})


class As(StrEnum):
    """In what capacity somebody stands on the applicant's side."""

    OWNER = "OWNER"
    MEMBER = "MEMBER"
    DELEGATE = "DELEGATE"
    PARENT = "PARENT"


@dataclass(frozen=True, slots=True)
class Standing:
    """A capacity with the powers it gives; `mandate` for a delegate."""

    capacity: As
    powers: frozenset[Power]
    mandate: Mandate | None = None

    @property
    def for_another(self) -> bool:
        """Whether the dossier is another person's."""
        return self.capacity in (As.DELEGATE, As.PARENT)

    def actor(self, user) -> Actor:
        """`user` in this capacity, as the log records him."""
        role = "" if self.capacity == As.OWNER else self.capacity
        return Actor.citizen(user, role)


OWNER = Standing(As.OWNER, ALL)


def standing_in(user, dossier: Dossier, on: date, power: Power = Power.FOLLOW) -> Standing | None:
    """The standing that gives `user` this power over `dossier` on the local day `on`, or None."""
    return next((each for each in _standings(user, dossier, on) if power in each.powers), None)


def _standings(user, dossier: Dossier, on: date) -> list[Standing]:
    """Every standing of `user`; nobody has one of another kind beside his own."""
    if user is None or user.pk is None:
        return []
    if dossier.organisation_id is not None:
        return _as_member(user, dossier, on)
    if dossier.owner_id == user.pk:
        return [OWNER]
    return [*_as_delegate(user, dossier, on), *_as_other_parent(user, dossier, on)]


def may_act(user, dossier: Dossier, on: date, power: Power = Power.FILE) -> bool:
    """Whether `user` may do what `power` stands for, as the owner or for him."""
    return standing_in(user, dossier, on, power) is not None


def powers_over(user, dossier: Dossier, on: date) -> frozenset[Power]:
    """Everything that `user` may do about `dossier` on that day."""
    return frozenset().union(*(each.powers for each in _standings(user, dossier, on)))


def owned_by(user, on: date, power: Power = Power.FOLLOW) -> QuerySet[Dossier]:
    """The dossiers over which a citizen has `power`: his own, those of organisations he belongs
    to, of people who have authorised him, and of children he is proven to be a parent of.
    """
    theirs = Q(owner=user, organisation=None)
    if bodies := _organisations(user, on, power):
        theirs |= Q(organisation__in=bodies)
    for mandate in mandates_held(user, on, power):
        theirs |= _reach(mandate)
    if power in OTHER_PARENT and (hashes := _children(user, on)):
        theirs |= Q(child__in=Child.objects.known().filter(number_hash__in=hashes))
    return Dossier.objects.filter(theirs)


def mandates_held(user, on: date, power: Power) -> QuerySet[Mandate]:
    """The authorities by which `user` has `power` in matters of others on that day."""
    return Mandate.objects.good_on(on).filter(delegate=user, powers__contains=[power])


def _organisations(user, on: date, power: Power) -> list[int]:
    roles = [role for role, powers in POWERS_OF_MEMBERS.items() if power in powers]
    held = Membership.objects.on(on).filter(user=user, role__in=roles)
    return list(held.values_list("organisation", flat=True))


def _children(user, on: date) -> list[str]:
    proven = Child.objects.known().filter(guardian=user, ended_at=None)
    return [child.number_hash for child in proven if child.is_minor_on(on)]


def _reach(mandate: Mandate) -> Q:
    theirs = Q(owner=mandate.principal_id, organisation=None)
    if mandate.procedure_id:
        theirs &= Q(revision__procedure=mandate.procedure_id)
    if mandate.dossier_id:
        theirs &= Q(pk=mandate.dossier_id)
    return theirs


def reaches(mandate: Mandate, dossier: Dossier) -> bool:
    """Whether `dossier` lies within the scope of `mandate`."""
    return (
        dossier.owner_id == mandate.principal_id
        and dossier.organisation_id is None
        and mandate.procedure_id in (None, dossier.revision.procedure_id)
        and mandate.dossier_id in (None, dossier.pk)
    )


def _as_member(user, dossier: Dossier, on: date) -> list[Standing]:
    held = Membership.objects.on(on).filter(user=user, organisation=dossier.organisation_id)
    roles = held.values_list("role", flat=True)
    return [Standing(As.MEMBER, POWERS_OF_MEMBERS[role]) for role in roles]


def _as_delegate(user, dossier: Dossier, on: date) -> list[Standing]:
    held = Mandate.objects.good_on(on).filter(delegate=user, principal=dossier.owner_id)
    return [
        Standing(As.DELEGATE, frozenset(mandate.powers), mandate)
        for mandate in held
        if reaches(mandate, dossier)
    ]


def _as_other_parent(user, dossier: Dossier, on: date) -> list[Standing]:
    child = dossier.child
    if child is None or not child.is_known or child.number_hash not in _children(user, on):
        return []
    return [Standing(As.PARENT, OTHER_PARENT)]
