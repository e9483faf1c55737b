"""Encryption of columns with keys that can be changed, and a keyed hash to find what is hidden."""

from __future__ import annotations

import base64
import binascii
import hmac
import re
import secrets
from collections.abc import Mapping
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12
_KEY_ID = re.compile(r"^[A-Za-z0-9_-]{1,32}$")


class KeyringError(Exception):
    """Something could not be encrypted or read; never carries the plain text."""


class UnknownKey(KeyringError):
    """A value was encrypted under a key that is not in the ring; names the key's id."""


class Tampered(KeyringError):
    """A stored value was changed, cut, moved to another place, or is no ciphertext at all."""


def new_key() -> bytes:
    """A fresh key of 256 bits."""
    return secrets.token_bytes(KEY_BYTES)


class Keyring:
    """AES-256-GCM under the current key, readable under all keys of the ring.

    A stored value is ``<key id>.<base64 of nonce and ciphertext>``. ``context`` binds it to its
    place (say, table and column), so that a value copied elsewhere does not open. The lookup hash
    has a key of its own and does not change when encryption keys do.
    """

    def __init__(self, keys: Mapping[str, bytes], current: str, lookup_key: bytes) -> None:
        if current not in keys:
            raise UnknownKey(f"The current key {current!r} is not in the ring")
        for key_id, key in keys.items():
            if not _KEY_ID.match(key_id) or len(key) != KEY_BYTES:
                raise KeyringError(f"Key {key_id!r} is not a named key of {KEY_BYTES} bytes")
        if len(lookup_key) < KEY_BYTES:
            raise KeyringError(f"The lookup key needs {KEY_BYTES} bytes")
        self._ciphers = {key_id: AESGCM(key) for key_id, key in keys.items()}
        self._current = current
        self._lookup_key = lookup_key

    @classmethod
    def from_texts(cls, keys: Mapping[str, str], lookup_key: str) -> Keyring:
        """A ring from keys in base64, as settings hold them; the first of ``keys`` encrypts.

        Raises ``KeyringError`` when there is no key or one is not base64.
        """
        if not keys:
            raise KeyringError("There is no key to encrypt with")
        try:
            read = {key_id: base64.b64decode(key, validate=True) for key_id, key in keys.items()}
            lookup = base64.b64decode(lookup_key, validate=True)
        except binascii.Error as error:
            raise KeyringError("A key is not base64") from error
        return cls(read, next(iter(read)), lookup)

    def encrypt(self, text: str, context: str = "") -> str:
        """``text`` under the current key; two calls never give the same value."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        bound = _bound(self._current, context)
        sealed = self._ciphers[self._current].encrypt(nonce, text.encode(), bound)
        return f"{self._current}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"

    def decrypt(self, stored: str, context: str = "") -> str:
        """The plain text. Raises ``UnknownKey`` or ``Tampered``."""
        key_id, separator, body = stored.partition(".")
        if not separator:
            raise Tampered("Not a ciphertext")
        if key_id not in self._ciphers:
            raise UnknownKey(f"Key {key_id!r} is not in the ring")
        try:
            raw = _decode(body)
            nonce, sealed = raw[:_NONCE_BYTES], raw[_NONCE_BYTES:]
            return self._ciphers[key_id].decrypt(nonce, sealed, _bound(key_id, context)).decode()
        except (InvalidTag, binascii.Error, ValueError) as error:
            raise Tampered("The stored value does not open") from error

    def is_current(self, stored: str) -> bool:
        """Whether ``stored`` is under the current key; if not, it is to be encrypted anew."""
        return stored.partition(".")[0] == self._current

    def lookup(self, value: str) -> str:
        """The hash under which ``value`` is found, 64 hexadecimal digits."""
        return hmac.new(self._lookup_key, value.encode(), sha256).hexdigest()


def _decode(body: str) -> bytes:
    """The bytes of the one way in which they are written; loose spellings are no ciphertext."""
    raw = base64.b64decode(body, altchars=b"-_", validate=True)
    if base64.urlsafe_b64encode(raw).decode() != body:
        raise ValueError("not canonical")
    return raw


def _bound(key_id: str, context: str) -> bytes:
    return f"{key_id}\x00{context}".encode()
