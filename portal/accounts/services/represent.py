"""Who acts for which organisation."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from portal.accounts.actors import actor_for
from portal.accounts.models import Membership, Organisation, User
from portal.audit.actors import Actor
from portal.audit.services import record


def register_organisation(
    *, user: User, name: str, tax_number: str, address: str = "", by: Actor | None = None
) -> Organisation:
    """An organisation as somebody typed it: unproven, with that person acting for it."""
    with transaction.atomic():
        organisation = Organisation.objects.create(
            name=name, tax_number=tax_number, address_detail=address
        )
        _join(user, organisation, Membership.Role.REPRESENTATIVE, by or actor_for(user))
    return organisation


def prove_organisation(
    *, user: User, name: str, tax_number: str, address: str = "", by: Actor
) -> Organisation:
    """The provider or a desk says that `user` represents the organisation of this tax number."""
    with transaction.atomic():
        organisation, is_new = Organisation.objects.select_for_update().get_or_create(
            tax_number_hash__matches=tax_number,
            proven_at__isnull=False,
            defaults={
                "name": name,
                "tax_number": tax_number,
                "address_detail": address,
                "proven_at": timezone.now(),
            },
        )
        _join(user, organisation, Membership.Role.REPRESENTATIVE, by)
        if is_new:
            record("organisation.proven", organisation, by)
    return organisation


def end_membership(*, membership: Membership, by: Actor, on: date | None = None) -> Membership:
    """The right to act ends with the given local day, today if none is given."""
    with transaction.atomic():
        locked = Membership.objects.select_for_update().get(pk=membership.pk)
        locked.until = max(on or timezone.localdate(), locked.since)
        locked.save(update_fields=["until"])
        record("organisation.left", locked.organisation, by, {"member": locked.user_id})
    return locked


def _join(user: User, organisation: Organisation, role: str, by: Actor) -> Membership:
    membership, is_new = Membership.objects.get_or_create(
        user=user,
        organisation=organisation,
        until=None,
        defaults={"role": role, "since": timezone.localdate()},
    )
    if is_new:
        record("organisation.joined", organisation, by, {"member": user.pk, "role": role})
    return membership
