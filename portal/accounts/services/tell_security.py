"""Tell a person that something about the safety of the account has changed."""

from django.db import transaction
from django.urls import reverse

from portal.accounts.actors import actor_for
from portal.accounts.models import User
from portal.audit.services import record
from portal.messaging.services import notify


def tell_security(*, user: User, what: str) -> None:
    """Record and tell the change `what` (`password_changed`, `totp_activated`, …)."""
    with transaction.atomic():
        event = record("account.security_changed", user, actor_for(user), {"what": what})
        link = reverse("accounts:security")
        notify(event, "accounts/security_changed_for_person", user, {"what": what}, link)
