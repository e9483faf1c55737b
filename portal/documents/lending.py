"""Links with which another authority's system fetches one file, without an account here.

Signed, for one file and one partner, good for a day; not kept anywhere until they are used. The
token travels in the query, which the portal's own logs leave out.
"""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from portal.documents.models import StoredFile
from portal.kernel.hashing import sha256_hex

LIFETIME = timedelta(hours=24)
"""The centre fetches within minutes; a day leaves room for a night in which it is away."""
AGAIN_WITHIN = timedelta(minutes=10)
"""A download that broke off may be begun again for so long; then the link is used up."""
PARAMETER = "ma"
LONGEST = 600
_SALT = "portal.documents.lending"


class NotLent(Exception):
    """Nobody lent this link, or it was changed."""


class LinkVoid(Exception):
    """The link was right, but is too old, used up or taken back; `why` is one of these words."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


EXPIRED, USED, RECALLED = "expired", "used", "recalled"


@dataclass(frozen=True, slots=True)
class Lent:
    """What a token says. `token_hash` names the link without being it."""

    file_id: str
    partner: str
    at: datetime
    token_hash: str


def lend(stored_file: StoredFile, partner: str) -> str:
    """An absolute address under which `partner` fetches this file."""
    claims = {
        "f": stored_file.pk.hex,
        "p": partner,
        "t": timezone.now().timestamp(),
        "n": secrets.token_urlsafe(9),
    }
    token = signing.dumps(claims, salt=_SALT)
    path = reverse("documents:lent")
    return f"{settings.BASE_URL.rstrip('/')}{path}?{urlencode({PARAMETER: token})}"


def read(token: str, now: datetime) -> Lent:
    """What a link stands for. Raises NotLent, LinkVoid when it is too old."""
    try:
        claims = signing.loads(token[: LONGEST + 1], salt=_SALT)
    except (signing.BadSignature, UnicodeEncodeError) as wrong:
        raise NotLent from wrong
    at = datetime.fromtimestamp(claims["t"], UTC)
    if now - at > LIFETIME:
        raise LinkVoid(EXPIRED)
    return Lent(claims["f"], claims["p"], at, sha256_hex(token))
