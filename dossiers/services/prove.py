"""Showing that a dossier is one's own without an account: a one-time code to its own contact."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from dossiers.errors import DossierError
from dossiers.models import Dossier, TrackingCode
from dossiers.rules.tracking import CODE_DIGITS, CODE_LIFETIME, CODE_TRIES
from dossiers.selectors.tracking import Contact, contact_of
from portal.accounts.fields import lookup_hash
from portal.audit.actors import Actor
from portal.audit.services import record
from portal.messaging.services import notify_address


class NoContact(DossierError):
    """The owner has neither a proven e-mail address nor a proven phone number."""


def send_code(
    *, dossier: Dossier, device_hash: str = "", at: datetime | None = None
) -> TrackingCode:
    """Send a code to the dossier's own contact, never to an address the asker gives.

    The code works once, for ten minutes. Codes asked for earlier in the same browser stop working;
    a stranger cannot end the owner's. Raises `NoContact`.
    """
    at = at or timezone.now()
    contact = contact_of(dossier)
    if contact is None:
        raise NoContact
    code = "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
    with transaction.atomic():
        earlier = TrackingCode.objects.filter(dossier=dossier, used_at=None, expires_at__gt=at)
        earlier.filter(device_hash=device_hash).update(expires_at=at)
        tracking = TrackingCode(
            dossier=dossier,
            device_hash=device_hash,
            sent_at=at,
            expires_at=at + CODE_LIFETIME,
        )
        tracking.code_hash = _hash(tracking, code)
        tracking.save()
        event = record("tracking.code_sent", tracking, Actor.anonymous(), {}, at=at)
        _tell(event, dossier, contact, code, tracking)
    return tracking


def check_code(*, tracking: TrackingCode, code: str, at: datetime | None = None) -> bool:
    """Use up one try. True once, for the right code in time; after five wrong tries never."""
    at = at or timezone.now()
    with transaction.atomic():
        tracking = TrackingCode.objects.select_for_update().get(pk=tracking.pk)
        if tracking.used_at or at >= tracking.expires_at or tracking.attempts >= CODE_TRIES:
            return False
        tracking.attempts += 1
        right = constant_time_compare(tracking.code_hash, _hash(tracking, code))
        if right:
            tracking.used_at = at
            record("tracking.proven", tracking, Actor.anonymous(), {}, at=at)
        tracking.save(update_fields=["attempts", "used_at"])
    return right


def _hash(tracking: TrackingCode, code: str) -> str:
    return lookup_hash(f"tracking:{tracking.public_id}:{code}")


def _tell(event, dossier: Dossier, contact: Contact, code: str, tracking: TrackingCode) -> None:
    notify_address(
        event,
        "dossiers/tracking_code_for_citizen",
        contact.address,
        contact.channel,
        {"code": code, "minutes": int(CODE_LIFETIME.total_seconds() // 60)},
        language=dossier.owner.language,
        valid_until=tracking.expires_at,
    )
