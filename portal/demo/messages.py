"""The demo's account at Zalo: the first pair of keys, and one text that goes by its template."""

from django.conf import settings

from portal.audit.actors import SYSTEM
from portal.integrations.zalo.messages import Pair
from portal.messaging.models import ChannelRule, ZaloKeys
from portal.messaging.services import enter_zalo_keys
from portal.messaging.workflow import Channel

TEXT = "dossiers/result_online_for_citizen"
# The first refresh comes within a minute: the access token is an empty word.
SECONDS = 60


def load() -> None:
    """Does nothing where there is no sandbox, or where the keys are already in use."""
    account = settings.CONNECTORS.get("zalo", {})
    if not account.get("url") or ZaloKeys.objects.exclude(state=ZaloKeys.State.NONE).exists():
        return
    enter_zalo_keys(pair=Pair("first", account["secret"], SECONDS), by=SYSTEM)
    ChannelRule.objects.get_or_create(
        text=TEXT,
        agency=None,
        channel=Channel.ZALO,
        defaults={
            "template_id": "320001",
            "parameters": {"ma_ho_so": "code", "ngay": "date", "lien_ket": "link"},
        },
    )
