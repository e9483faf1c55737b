"""How the portal is known to the sandbox. Plain Python: the settings of both sides read it."""

import hashlib

CLIENT_ID = "portal"


def client_secret(key: str) -> str:
    """The secret both sides derive from the demo's own secret key; nothing is written down."""
    return hashlib.sha256(f"sandbox client {key}".encode()).hexdigest()
