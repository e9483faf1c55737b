from django.db import transaction

from portal.accounts.actors import actor_for
from portal.accounts.models import User
from portal.accounts.rules.claims import Identity
from portal.accounts.services.create_profile import create_profile
from portal.accounts.services.prove_identity import Proof, prove_identity
from portal.accounts.services.represent import prove_organisation


def take_identity(*, user: User, identity: Identity, provider: str) -> None:
    """Take over what the provider states: number, name, date of birth, sex, the organisation.

    Raises IdentityTaken.
    """
    proof = Proof(provider=provider, subject=identity.subject, level=identity.level)
    with transaction.atomic():
        prove_identity(user=user, number=identity.number, proof=proof)
        profile = create_profile(user=user)
        user.full_name = identity.full_name
        user.save(update_fields=["full_name"])
        profile.birth_date = identity.birth_date or profile.birth_date
        profile.sex = identity.sex or profile.sex
        profile.typed_number = ""
        profile.save()
        if identity.for_organisation:
            prove_organisation(
                user=user,
                name=identity.organisation_name or identity.full_name,
                tax_number=identity.tax_number,
                address=identity.organisation_address,
                by=actor_for(user),
            )
