"""How somebody becomes an official: invited to a post, by a link that works once."""

import secrets
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import Invitation, User
from portal.accounts.services.letters import send_letter
from portal.agencies.models import Post
from portal.agencies.services.appoint import appoint
from portal.audit.actors import Actor
from portal.audit.services import record
from portal.kernel.hashing import sha256_hex


class InvitationClosed(Exception):
    """The invitation is used, withdrawn or too old, or never was."""


def invite(*, post: Post, full_name: str, email: str, inviter: User, by: Actor) -> Invitation:
    """Invite to a post; the letter with the link goes out with the transaction."""
    token = secrets.token_urlsafe(32)
    life = timedelta(days=settings.INVITATION_DAYS)
    with transaction.atomic():
        invitation = Invitation.objects.create(
            post=post,
            full_name=full_name,
            email=email.lower(),
            token_hash=sha256_hex(token),
            invited_by=inviter,
            expires_at=timezone.now() + life,
        )
        record("account.official_invited", invitation, by, {"post": post.pk})
        path = reverse("accounts:invitation", args=[token])
        send_letter(
            "invitation",
            email=invitation.email,
            valid_for=life,
            name=full_name,
            post=str(post),
            address=f"{settings.BASE_URL}{path}",
            days=settings.INVITATION_DAYS,
        )
    return invitation


def open_invitation(token: str) -> Invitation:
    """The invitation of this link while it is open. Raises InvitationClosed."""
    found = Invitation.objects.select_related("post__agency")
    invitation = found.filter(token_hash=sha256_hex(token)).first()
    if invitation is None or not invitation.is_open(timezone.now()):
        raise InvitationClosed
    return invitation


def accept_invitation(*, token: str, password: str, since: date | None = None) -> User:
    """The account of the new official with the post, e-mail proven by the link.

    An account that has proven the address already keeps its password and becomes an official's.
    Raises InvitationClosed, also to the second of two who press at once.
    """
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().get(pk=open_invitation(token).pk)
        if not invitation.is_open(timezone.now()):
            raise InvitationClosed
        user = _official(invitation, password)
        actor = Actor.official(user)
        appoint(post=invitation.post, user=user, since=since or timezone.localdate(), by=actor)
        invitation.accepted_by, invitation.accepted_at = user, timezone.now()
        invitation.save(update_fields=["accepted_by", "accepted_at"])
        record("account.invitation_accepted", invitation, actor)
    return user


def revoke_invitation(*, invitation: Invitation, by: Actor) -> Invitation:
    """The link stops working. Raises InvitationClosed when it was used already."""
    with transaction.atomic():
        locked = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if not locked.is_open(timezone.now()):
            raise InvitationClosed
        locked.revoked_at = timezone.now()
        locked.save(update_fields=["revoked_at"])
        record("account.invitation_revoked", locked, by)
    return locked


def _official(invitation: Invitation, password: str) -> User:
    known = EmailAddress.objects.filter(email=invitation.email, verified=True).first()
    if known:
        user = User.objects.select_for_update().get(pk=known.user_id)
        user.kind, user.is_staff = User.Kind.OFFICIAL, True
        user.save(update_fields=["kind", "is_staff"])
        return user
    user = User.objects.create_user(
        kind=User.Kind.OFFICIAL,
        is_staff=True,
        full_name=invitation.full_name,
        email=invitation.email,
        email_proven_at=timezone.now(),
        password=password,
    )
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
