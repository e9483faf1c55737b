"""Reading the key to Zalo. Who writes it is `portal.messaging.services.zalo_keys`."""

from datetime import datetime, timedelta

from portal.messaging import sealed
from portal.messaging.models import ZaloKeys

# A message must not arrive with a key that ended on the way.
MARGIN = timedelta(minutes=2)


def access_token(now: datetime) -> str | None:
    """The key for a message, None when there is none that is good now."""
    keys = ZaloKeys.objects.filter(state=ZaloKeys.State.GOOD, expires_at__gt=now + MARGIN).first()
    return opened(keys.access_sealed) if keys else None


def seal_token(token: str) -> str:
    return sealed.seal({"token": token})


def opened(kept: str) -> str:
    return sealed.open_sealed(kept)["token"]
