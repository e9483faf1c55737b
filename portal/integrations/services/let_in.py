"""A signed call is let in once."""

from datetime import datetime

from django.utils import timezone

from portal.integrations.models import UsedNonce
from portal.integrations.signatures import WINDOW


def let_in(partner: str, nonce: str) -> bool:
    """Whether this is the first call of the partner with this nonce; of two at once, one is."""
    _row, is_new = UsedNonce.objects.get_or_create(partner=partner, nonce=nonce)
    return is_new


def forget_nonces(now: datetime | None = None) -> None:
    """Calls so old that their signature holds no more are refused for their age."""
    UsedNonce.objects.filter(at__lt=(now or timezone.now()) - 3 * WINDOW).delete()
