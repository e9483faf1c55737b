"""Reading the key to Zalo. Who writes it is `portal.messaging.services.zalo_keys`."""

from datetime import datetime, timedelta

from portal.integrations import tokens
from portal.integrations.zalo.client import NAME
from portal.kernel.keyring import KeyringError
from portal.messaging.models import ZaloKeys

# A message must not arrive with a key that ended on the way.
MARGIN = timedelta(minutes=2)


def access_token(now: datetime) -> str | None:
    """The key for a message, None when there is none that is good now and can be opened."""
    keys = ZaloKeys.objects.filter(state=ZaloKeys.State.GOOD, expires_at__gt=now + MARGIN).first()
    try:
        return tokens.opened(keys.access_sealed, NAME) if keys else None
    except KeyringError:
        return None
