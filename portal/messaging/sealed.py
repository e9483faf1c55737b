"""Words that must not be readable in the database while they wait: codes to new addresses."""

import json

from django.conf import settings

from portal.kernel.keyring import Keyring

CONTEXT = "messaging.delivery.sealed"


def seal(content: dict[str, str]) -> str:
    return _keyring().encrypt(json.dumps(content, ensure_ascii=False), CONTEXT)


def open_sealed(stored: str) -> dict[str, str]:
    return json.loads(_keyring().decrypt(stored, CONTEXT))


def _keyring() -> Keyring:
    return Keyring.from_texts(settings.FIELD_KEYS, settings.LOOKUP_KEY)
