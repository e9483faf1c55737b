"""The code, secret and address under which anyone can check a paper.

The secret in the QR code is derived from the portal's key, so it can be printed again, and only
its hash is stored: whoever reads the database cannot make a QR code, and papers printed under an
earlier key stay valid because their stored hash stays.
"""

import base64
import hashlib
import hmac

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import override

SECRET_BYTES = 13  # 104 bits; the receipt needs at least 80


def check_secret(code: str) -> str:
    """The secret printed in the QR code of the paper with this code: 21 letters and digits."""
    digest = salted_hmac("portal.documents.checking", code, algorithm="sha256").digest()
    return base64.b32encode(digest[:SECRET_BYTES]).decode().rstrip("=").lower()


def secret_hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def secret_matches(secret: str, stored_hash: str) -> bool:
    """Compares in constant time. An unknown paper is compared with an empty hash."""
    return hmac.compare_digest(secret_hash(secret).encode(), stored_hash.encode())


def check_path(code: str) -> str:
    with override("vi"):
        return reverse("documents:check", kwargs={"code": code})


def check_address(code: str) -> str:
    """The absolute address that the QR code of this paper carries, with its secret."""
    return f"{settings.BASE_URL}{check_path(code)}?k={check_secret(code)}"
