from django.utils.translation import gettext_lazy as _

from dossiers.models import Dossier
from dossiers.rules.lookup import Item
from dossiers.selectors.citizen import papers_in
from portal.documents.links import link

ITEM = Item.PAPERS
TITLE = _("Papers you handed in")


def part(dossier: Dossier, user) -> dict | None:
    papers = [{"row": row, "url": link(row.file, user)} for row in papers_in(dossier)]
    return {"papers": papers} if papers else None
