from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.models import Dossier
from dossiers.models.message import Side
from dossiers.permissions import may_act
from dossiers.rules.lookup import Item
from dossiers.selectors.messages import is_open, last_message

ITEM = Item.MESSAGES
TITLE = _("Messages with the agency")


def part(dossier: Dossier, user) -> dict | None:
    """The last message and the way to the thread; nothing once it is closed and empty."""
    last = last_message(dossier)
    may_write = is_open(dossier, timezone.now()) and may_act(user, dossier, timezone.localdate())
    if last is None and not may_write:
        return None
    is_new = last is not None and last.side == Side.AGENCY and not hasattr(last, "read")
    return {"last": last, "is_new": is_new, "may_write": may_write}
