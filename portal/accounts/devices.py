"""The cookie that tells one browser from another without telling who uses it.

The value is random and signed; the database keeps its SHA-256 only.
"""

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from portal.kernel.hashing import sha256_hex

COOKIE = "device"
LIFE = timedelta(days=365)
SALT = "portal.device"
PAGES = "/tai-khoan/"


def of(request: HttpRequest) -> str:
    """The name of this browser; a new one when it has none or a forged one."""
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT)
    except signing.BadSignature:
        request.new_device = True
        return secrets.token_urlsafe(18)


def device_hash(request: HttpRequest) -> str:
    return sha256_hex(request.device.encode())


def keep(request: HttpRequest, response: HttpResponse) -> None:
    """Set the cookie where it is needed: pages that are read stay free of cookies."""
    needed = request.method == "POST" or PAGES in request.path
    if not getattr(request, "new_device", False) or not needed:
        return
    response.set_cookie(
        COOKIE,
        signing.dumps(request.device, salt=SALT),
        max_age=int(LIFE.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
