"""An official at a one-stop desk has compared the identity card with the person before him."""

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from portal.accounts.models import CitizenProfile, ProvenIdentity, User
from portal.accounts.services.prove_identity import Proof, prove_identity
from portal.audit.actors import Actor
from portal.messaging.services import notify


class OwnIdentity(Exception):
    """An official cannot prove his own identity."""


@dataclass(frozen=True, slots=True)
class DeskProof:
    """`others_gave_way`: the number stood, only typed, in somebody else's information."""

    identity: ProvenIdentity
    others_gave_way: bool


def prove_at_desk(*, user: User, number: str, official: User, by: Actor) -> DeskProof:
    """The number of the card is this person's, who is told. Raises IdentityTaken, OwnIdentity."""
    if official.pk == user.pk:
        raise OwnIdentity
    with transaction.atomic():
        typed = CitizenProfile.objects.filter(typed_number_hash__matches=number)
        others = typed.exclude(user=user).exists()
        proof = Proof(official=official)
        identity = prove_identity(user=user, number=number, proof=proof, by=by)
        notify(None, "accounts/identity_proven_for_person", user, {}, reverse("accounts:identity"))
    return DeskProof(identity, others)
