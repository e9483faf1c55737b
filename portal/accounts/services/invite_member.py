"""Somebody is invited to an organisation, and answers."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from portal.accounts.actors import actor_for
from portal.accounts.models import MemberInvitation, Membership, Organisation, User
from portal.accounts.selectors import addressed_to, owner_of_contact
from portal.accounts.services.represent import join
from portal.audit.actors import Actor
from portal.audit.services import record
from portal.messaging.services import notify


class AlreadyInvited(Exception):
    """The same number or address is invited to this organisation already."""


def invite_member(
    *, organisation: Organisation, name: str, contact: str, role: str, inviter: User, by: Actor
) -> MemberInvitation:
    """Invite whoever has proven `contact`; an account that has is told. Raises `AlreadyInvited`."""
    try:
        with transaction.atomic():
            invitation = MemberInvitation.objects.create(
                organisation=organisation,
                name=name,
                contact=contact,
                role=role,
                invited_by=inviter,
                invited_at=timezone.now(),
            )
            record("organisation.invited", organisation, by, {"role": role})
            person = owner_of_contact(contact)
            if person is not None:
                context, link = {"invitation": invitation}, reverse("accounts:organisations")
                notify(None, "accounts/member_invited_for_person", person, context, link)
    except IntegrityError as twice:
        raise AlreadyInvited from twice
    return invitation


def accept_member_invitation(
    *, invitation: MemberInvitation, by: User, at: datetime | None = None
) -> Membership:
    """Join under the role that was offered. Raises `MemberInvitation.DoesNotExist` when it is not
    for `by` or is closed."""
    with transaction.atomic():
        locked = _open(invitation, by)
        locked.accepted_by = by
        _close(locked, at)
        return join(by, locked.organisation, locked.role, actor_for(by))


def decline_member_invitation(
    *, invitation: MemberInvitation, by: User, at: datetime | None = None
) -> None:
    """Not join. Raises as `accept_member_invitation` does."""
    with transaction.atomic():
        _close(_open(invitation, by), at)


def withdraw_member_invitation(
    *, invitation: MemberInvitation, by: Actor, at: datetime | None = None
) -> None:
    """It can no longer be accepted."""
    with transaction.atomic():
        locked = MemberInvitation.objects.select_for_update().get(pk=invitation.pk)
        if locked.closed_at is None:
            _close(locked, at)
            record("organisation.invitation_withdrawn", locked.organisation, by)


def _open(invitation: MemberInvitation, by: User) -> MemberInvitation:
    rows = MemberInvitation.objects.select_for_update(of=("self",)).filter(addressed_to(by))
    return rows.select_related("organisation").get(pk=invitation.pk, closed_at=None)


def _close(invitation: MemberInvitation, at: datetime | None) -> None:
    invitation.closed_at = at or timezone.now()
    invitation.save(update_fields=["closed_at", "accepted_by"])
