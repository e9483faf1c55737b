"""A person has shown to hold an e-mail address or a phone."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts.actors import actor_for
from portal.accounts.models import User
from portal.audit.services import record


class ContactTaken(Exception):
    """Another account has proven this contact already."""


def prove_phone(*, user: User, phone: str) -> User:
    """The phone (E.164) is this person's now. Raises ContactTaken."""
    return _prove(user, "phone", phone)


def prove_email(*, user: User, email: str) -> User:
    """The address is this person's now. Raises ContactTaken."""
    return _prove(user, "email", email.lower())


def _prove(user: User, kind: str, value: str) -> User:
    fields = [kind, f"{kind}_proven_at"]
    try:
        with transaction.atomic():
            locked = User.objects.select_for_update().get(pk=user.pk)
            setattr(locked, kind, value)
            setattr(locked, f"{kind}_proven_at", timezone.now())
            locked.save(update_fields=fields)
            record("account.contact_proven", locked, actor_for(locked), {"contact": kind})
    except IntegrityError as error:
        raise ContactTaken(kind) from error
    for field in fields:
        setattr(user, field, getattr(locked, field))
    return user
