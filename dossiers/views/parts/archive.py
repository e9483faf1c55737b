from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.models import Dossier, Package
from dossiers.models.mandate import Power
from dossiers.permissions import may_act
from dossiers.rules.lookup import Item
from dossiers.selectors.archive.lists import entry_of, package_for
from portal.documents.links import link

ITEM = Item.RESULT
TITLE = _("The whole dossier")


def part(dossier: Dossier, user) -> dict | None:
    """How long it is kept, and the whole of it to take home; nothing before its end."""
    if dossier.closed_at is None or not may_act(user, dossier, timezone.localdate(), Power.RECEIVE):
        return None
    package = package_for(dossier, user)
    ready = package is not None and package.state == Package.State.READY
    return {
        "entry": entry_of(dossier) if dossier.archived_at else None,
        "package": package,
        "url": link(package.file, user) if ready else "",
    }
