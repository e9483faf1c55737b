"""What a real installation must not start with."""

import base64
import binascii
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 50
KEY_BYTES = 32


def refuse_unsafe(**settings: object) -> None:
    """Raises `ImproperlyConfigured` that names everything at once, each with what to do."""
    if reasons := list(_reasons(**settings)):
        raise ImproperlyConfigured(
            "The portal does not start with these settings (docs/operations.md):\n"
            + "\n".join(f"  - {reason}" for reason in reasons)
        )


def _reasons(
    *,
    debug: bool,
    secret_key: str,
    field_keys: dict[str, str],
    lookup_key: str,
    base_url: str,
    trusted_proxies: int,
    signer: str,
    sandbox: str,
    connectors: Mapping[str, Mapping[str, str]],
) -> Iterator[str]:
    if debug:
        yield "DEBUG is set: it shows the inside of the portal to strangers; remove it"
    if len(secret_key) < SHORTEST_SECRET or len(set(secret_key)) < 10:
        yield f"SECRET_KEY is missing or weak: at least {SHORTEST_SECRET} random characters"
    if not field_keys:
        yield "FIELD_KEYS is missing: id:key, the key 32 random bytes in base64"
    for name, key in field_keys.items():
        if not _is_key(key):
            yield f"FIELD_KEYS: the key {name} is not 32 bytes in base64"
    if not _is_key(lookup_key):
        yield "LOOKUP_KEY is missing or not 32 bytes in base64"
    address = urlsplit(base_url)
    if address.scheme != "https" or not address.hostname:
        yield "BASE_URL must be the https address that people use"
    if trusted_proxies < 1:
        yield "TRUSTED_PROXIES must count the proxies in front, at least the one that ends TLS"
    if "signing.demo" in signer:
        yield "SIGNER is the demo's: its signatures have no legal force; name the real service"
    if sandbox:
        yield "SANDBOX_URL is set: it puts a play partner in the place of the real ones; remove it"
    for name, told in connectors.items():
        if any(setting.endswith("url") and not _is_private(told[setting]) for setting in told):
            yield f"CONNECTOR_{name.upper()}__URL must be https, or an address of a private network"


def _is_private(url: str) -> bool:
    """Nobody on the way can read along: TLS, or a number of a network of our own."""
    address = urlsplit(url)
    if address.scheme == "https" and address.hostname:
        return True
    try:
        return ip_address(address.hostname or "").is_private
    except ValueError:
        return False


def _is_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text, validate=True)) == KEY_BYTES
    except (binascii.Error, ValueError):
        return False
