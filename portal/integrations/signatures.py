"""Signed calls between portals: HTTP message signatures (RFC 9421), in the one form we take.

The signature covers the method, the path and the digest of the body (RFC 9530), the moment it was
made and a nonce. HMAC with SHA-256 under a shared secret, or Ed25519.
"""

import base64
import binascii
import hashlib
import hmac
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

WINDOW = timedelta(minutes=5)
"""How far the clocks of both sides may be apart, the way included."""

COVERED = '("@method" "@path" "content-digest")'
INPUT = re.compile(rf"[a-z][a-z0-9]*=(?P<params>{re.escape(COVERED)}(?:;[a-z]+=[^;,]+)+)")
PARAM = re.compile(r';([a-z]+)=("([\x21\x23-\x5b\x5d-\x7e]{1,128})"|[0-9]{1,12})')
VALUE = re.compile(r"[a-z][a-z0-9]*=:(?P<base64>[A-Za-z0-9+/=]{1,200}):")


class Algorithm(StrEnum):
    HMAC = "hmac-sha256"
    ED25519 = "ed25519"


class Refusal(StrEnum):
    """Why a call is not believed. A wrong key and a wrong signature are not told apart."""

    MISSING = "missing"
    MALFORMED = "malformed"
    BODY = "body"
    TIME = "time"
    WRONG = "wrong"


class SignatureRefused(Exception):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Key:
    """`material` is the shared secret, or the 32 bytes of an Ed25519 key: public to check with,
    private to sign with.
    """

    id: str
    algorithm: Algorithm
    material: bytes


@dataclass(frozen=True, slots=True)
class Signed:
    """A call whose signature held: under which key, and the nonce that may be used once."""

    key_id: str
    nonce: str


def digest_of(body: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def sign(method: str, path: str, body: bytes, key: Key, *, now: float = 0.0) -> dict[str, str]:
    """The headers that sign a call."""
    created = int(now or time.time())
    nonce = secrets.token_urlsafe(16)
    params = f'{COVERED};created={created};keyid="{key.id}";nonce="{nonce}"'
    digest = digest_of(body)
    made = base64.b64encode(_make(_base(method, path, digest, params), key)).decode()
    return {
        "Content-Digest": digest,
        "Signature-Input": f"sig={params}",
        "Signature": f"sig=:{made}:",
    }


def check(
    method: str,
    path: str,
    body: bytes,
    headers: Mapping[str, str],
    keys: Mapping[str, Key],
    *,
    now: float = 0.0,
) -> Signed:
    """Whose call it is. Raises SignatureRefused. That the nonce is new is for the caller to see."""
    digest, stated, value = (
        headers.get(name, "") for name in ("Content-Digest", "Signature-Input", "Signature")
    )
    if not (digest and stated and value):
        raise SignatureRefused(Refusal.MISSING)
    params, facts = _read_input(stated)
    signature = _read_value(value)
    if not hmac.compare_digest(digest.encode(), digest_of(body).encode()):
        raise SignatureRefused(Refusal.BODY)
    if abs((now or time.time()) - int(facts["created"])) > WINDOW.total_seconds():
        raise SignatureRefused(Refusal.TIME)
    key = keys.get(facts["keyid"])
    if key is None or facts.get("alg", key.algorithm) != key.algorithm:
        raise SignatureRefused(Refusal.WRONG)
    if not _holds(_base(method, path, digest, params), signature, key):
        raise SignatureRefused(Refusal.WRONG)
    return Signed(key.id, facts["nonce"])


def _base(method: str, path: str, digest: str, params: str) -> bytes:
    lines = (
        f'"@method": {method.upper()}',
        f'"@path": {path}',
        f'"content-digest": {digest}',
        f'"@signature-params": {params}',
    )
    return "\n".join(lines).encode()


def _read_input(stated: str) -> tuple[str, dict[str, str]]:
    found = INPUT.fullmatch(stated.strip())
    if found is None:
        raise SignatureRefused(Refusal.MALFORMED)
    params = found["params"]
    written = params.removeprefix(COVERED)
    facts = {name: text or number for name, number, text in PARAM.findall(written)}
    again = "".join(match.group(0) for match in PARAM.finditer(written))
    whole = {"created", "keyid", "nonce"} <= facts.keys() and facts["created"].isdigit()
    if again != written or not whole:
        raise SignatureRefused(Refusal.MALFORMED)
    return params, facts


def _read_value(value: str) -> bytes:
    found = VALUE.fullmatch(value.strip())
    if found is None:
        raise SignatureRefused(Refusal.MALFORMED)
    try:
        return base64.b64decode(found["base64"], validate=True)
    except binascii.Error as error:
        raise SignatureRefused(Refusal.MALFORMED) from error


def _make(base: bytes, key: Key) -> bytes:
    if key.algorithm is Algorithm.HMAC:
        return hmac.digest(key.material, base, "sha256")
    return Ed25519PrivateKey.from_private_bytes(key.material).sign(base)


def _holds(base: bytes, signature: bytes, key: Key) -> bool:
    if key.algorithm is Algorithm.HMAC:
        return hmac.compare_digest(_make(base, key), signature)
    try:
        Ed25519PublicKey.from_public_bytes(key.material).verify(signature, base)
    except InvalidSignature:
        return False
    return True
