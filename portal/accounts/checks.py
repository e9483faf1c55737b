"""Settings with which accounts would not be safe."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import DatabaseError

from portal.accounts.fields import keyring
from portal.accounts.models import User
from portal.kernel.keyring import KeyringError


@register(Tags.security)
def columns_can_be_encrypted(**kwargs: Any) -> list[Error]:
    """Without keys no identity number could be stored or found."""
    try:
        keyring()
    except KeyringError as error:
        hint = "Set FIELD_KEYS (id:base64 of 32 bytes, comma between keys) and LOOKUP_KEY."
        return [Error(f"The keys of encrypted columns: {error}", hint=hint, id="accounts.E001")]
    return []


@register(Tags.database)
def no_demo_accounts(databases: list[str] | None = None, **kwargs: Any) -> list[Error]:
    """Their passwords are written in a file; they have no place in a real portal."""
    if not databases or getattr(settings, "DEMO", False):
        return []
    try:
        present = User.objects.filter(is_demo=True).exists()
    except DatabaseError:
        return []
    hint = "Remove them, or start with the settings of the demo."
    return [Error("There are demo accounts.", hint=hint, id="accounts.E002")] if present else []
