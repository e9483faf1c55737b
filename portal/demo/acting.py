"""People who act for others: a firm with two people, an authority, a child."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from dossiers.models import Child, Mandate
from dossiers.models.mandate import Power
from dossiers.services.authorise import Terms, authorise, confirm_mandate
from dossiers.services.declare_child import ChildFacts, declare_child
from portal.accounts.assurance import Assurance
from portal.accounts.models import Membership, User
from portal.accounts.services.represent import join
from portal.audit.actors import Actor

DAYS = 180


def load() -> None:
    """Load what is missing; again without effect."""
    citizen, neighbour, head = (
        User.objects.get(email=f"{role}@minhha.example")
        for role in ("citizen", "citizen2", "organisation")
    )
    _firm(head, neighbour)
    _authority(citizen, neighbour)
    _child(citizen)


def _firm(head: User, filer: User) -> None:
    held = head.memberships.select_related("organisation").first()
    if held is None:
        return
    with transaction.atomic():
        join(filer, held.organisation, Membership.Role.FILER, Actor.citizen(head))


def _authority(principal: User, delegate: User) -> None:
    if Mandate.objects.filter(principal=principal).exists():
        return
    today = timezone.localdate()
    terms = Terms(
        name=delegate.full_name,
        contact=delegate.email,
        powers=frozenset({Power.FILE, Power.FOLLOW, Power.PAY}),
        since=today,
        until=today + timedelta(days=DAYS),
    )
    asked = authorise(principal=principal, terms=terms, level=Assurance.IDENTITY)
    confirm_mandate(mandate=asked, by=delegate)


def _child(guardian: User) -> None:
    if Child.objects.filter(guardian=guardian).exists():
        return
    born = date(timezone.localdate().year - 7, 3, 14)
    facts = ChildFacts("Nguyễn Bé Na", born, "PARENT", "BIRTH", "125/2019")
    declare_child(guardian=guardian, facts=facts)
