"""What both sides know, and how the sandbox forgets who has signed in."""

import secrets

from django.conf import settings

from portal.demo.sandbox.partners import shared_secret
from portal.demo.sandbox.store import Store
from portal.integrations.national.port import NAME

SESSION = "session"


def secret() -> str:
    return shared_secret(settings.SECRET_KEY.removeprefix("sandbox "), NAME)


def new_session(store: Store) -> str:
    token = secrets.token_urlsafe(24)
    store.put(SESSION, token, {"open": True})
    return token


def is_open(store: Store, token: str) -> bool:
    return bool((store.get(SESSION, token) or {}).get("open"))


def end_all(store: Store) -> None:
    """Everybody has to sign in again, in the middle of whatever they do."""
    for session in store.read(SESSION):
        store.put(SESSION, session.key, {"open": False})
