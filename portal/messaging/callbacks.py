"""Addresses at which carriers tell us what became of a message.

Each holds a code made of our key, the carrier and the delivery, so that whoever was not given the
address cannot report, and whoever was can report on this one message only.
"""

import hashlib
import hmac
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.urls import reverse

LONG = 32


def code_for(carrier: str, public_id: UUID) -> str:
    key = b"delivery report\0" + settings.SECRET_KEY.encode()
    return hmac.new(key, f"{carrier}\0{public_id}".encode(), hashlib.sha256).hexdigest()[:LONG]


def is_code(given: str, carrier: str, public_id: UUID) -> bool:
    return hmac.compare_digest(given.encode(), code_for(carrier, public_id).encode())


def report_address(carrier: str, public_id: UUID) -> str:
    """Where the carrier reports on this delivery."""
    path = reverse("carriers:report", args=[carrier, public_id, code_for(carrier, public_id)])
    return urljoin(settings.BASE_URL + "/", path.lstrip("/"))
