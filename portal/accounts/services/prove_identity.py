"""An identity number becomes somebody's: by the identity provider, or by an official at a desk.

What other people had typed gives way, and they are told.
"""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from portal.accounts.actors import actor_for
from portal.accounts.fields import lookup_hash
from portal.accounts.models import CitizenProfile, ProvenIdentity, User
from portal.audit.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.messaging.services import notify


class IdentityTaken(Exception):
    """Another account has proven this number; or this account has proven another number."""


@dataclass(frozen=True, slots=True)
class Proof:
    """How it was proven: by a provider under its subject, or by an official."""

    provider: str = ""
    subject: str = ""
    level: str = ""
    official: User | None = None

    @property
    def by(self) -> str:
        kinds = ProvenIdentity.ProvenBy
        return kinds.PROVIDER if self.provider else kinds.DESK


def prove_identity(
    *, user: User, number: str, proof: Proof, by: Actor | None = None
) -> ProvenIdentity:
    """The number is this person's; an official may compare the card again, which renews the day.
    Raises IdentityTaken; two proofs at once: the first one wins.
    """
    try:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=user.pk)
            identity = _write(user, number, proof)
            payload = {"proven_by": proof.by, "number_hash": identity.number_hash}
            record("account.identity_proven", user, by or actor_for(user), payload)
            _others_give_way(user, number)
    except IntegrityError as error:
        raise IdentityTaken from error
    return identity


def _write(user: User, number: str, proof: Proof) -> ProvenIdentity:
    identity = ProvenIdentity.objects.filter(user=user).first()
    if identity and identity.number_hash != lookup_hash(number):
        raise IdentityTaken
    identity = identity or ProvenIdentity(user=user, number=number)
    if proof.by == ProvenIdentity.ProvenBy.PROVIDER or identity.pk is None:
        identity.proven_by = proof.by
        identity.provider, identity.subject = proof.provider, proof.subject
        identity.assurance, identity.official = proof.level, proof.official
    if proof.official is not None:
        identity.proven_at = timezone.now()
    identity.save()
    return identity


def _others_give_way(owner: User, number: str) -> None:
    """Take the number out of the profiles of everyone else who had typed it."""
    typed = CitizenProfile.objects.filter(typed_number_hash__matches=number)
    for profile in typed.exclude(user=owner).select_for_update().select_related("user"):
        profile.typed_number = ""
        profile.save(update_fields=["typed_number", "typed_number_hash"])
        event = record("account.typed_number_withdrawn", profile.user, SYSTEM)
        link = reverse("accounts:identity")
        notify(event, "accounts/number_withdrawn_for_person", profile.user, {}, link)
