"""Who acts for which organisation."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from portal.accounts.actors import actor_for
from portal.accounts.models import Membership, Organisation, User
from portal.audit.actors import Actor
from portal.audit.services import record
from portal.messaging.services import notify


class LastRepresentative(Exception):
    """Nobody would be left to represent the organisation."""


def register_organisation(
    *, user: User, name: str, tax_number: str, address: str = "", by: Actor | None = None
) -> Organisation:
    """An organisation as somebody typed it: unproven, with that person acting for it."""
    with transaction.atomic():
        organisation = Organisation.objects.create(
            name=name, tax_number=tax_number, address_detail=address
        )
        join(user, organisation, Membership.Role.REPRESENTATIVE, by or actor_for(user))
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
        join(user, organisation, Membership.Role.REPRESENTATIVE, by)
        if is_new:
            record("organisation.proven", organisation, by)
    return organisation


def end_membership(*, membership: Membership, by: Actor, at: datetime | None = None) -> Membership:
    """The right to act ends at once. Raises `LastRepresentative` while others are left whom nobody
    would represent.
    """
    at = at or timezone.now()
    with transaction.atomic():
        locked = _lock(membership)
        if _is_last(locked) and _others(locked).exists():
            raise LastRepresentative
        locked.ended_at, locked.until = at, max(timezone.localdate(at), locked.since)
        locked.save(update_fields=["until", "ended_at"])
        record("organisation.left", locked.organisation, by, {"member": locked.user_id})
        if by.user_id != locked.user_id:
            context = {"organisation": locked.organisation}
            link = reverse("accounts:organisations")
            notify(None, "accounts/member_removed_for_person", locked.user, context, link)
    return locked


def change_role(*, membership: Membership, role: str, by: Actor) -> Membership:
    """Another role from now on; so the legal representative changes, too. Raises
    `LastRepresentative` when nobody would represent the organisation any more.
    """
    with transaction.atomic():
        locked = _lock(membership)
        if role != Membership.Role.REPRESENTATIVE and _is_last(locked):
            raise LastRepresentative
        locked.role = role
        locked.save(update_fields=["role"])
        facts = {"member": locked.user_id, "role": role}
        record("organisation.role_changed", locked.organisation, by, facts)
    return locked


def _lock(membership: Membership) -> Membership:
    """The row, with its organisation locked: two who leave at once see one another."""
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    rows = Membership.objects.select_for_update(of=("self",))
    return rows.select_related("organisation", "user").get(pk=membership.pk)


def _others(membership: Membership) -> QuerySet[Membership]:
    held = Membership.objects.on(timezone.localdate())
    return held.filter(organisation=membership.organisation_id).exclude(pk=membership.pk)


def _is_last(membership: Membership) -> bool:
    representative = Membership.Role.REPRESENTATIVE
    if membership.role != representative:
        return False
    return not _others(membership).filter(role=representative).exists()


def join(user: User, organisation: Organisation, role: str, by: Actor) -> Membership:
    """`user` belongs to the organisation from today on, or does already; inside a transaction."""
    membership, is_new = Membership.objects.get_or_create(
        user=user,
        organisation=organisation,
        until=None,
        defaults={"role": role, "since": timezone.localdate()},
    )
    if is_new:
        record("organisation.joined", organisation, by, {"member": user.pk, "role": role})
    return membership
