from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dossiers.models import Dossier
from dossiers.rules.lookup import Item
from dossiers.selectors.citizen import papers_in
from portal.documents.links import link

ITEM = Item.PAPERS
TITLE = _("Papers you handed in")


def part(dossier: Dossier, user) -> dict | None:
    rows = papers_in(dossier)
    if not rows:
        return None
    is_owner = dossier.owner_id == user.pk
    keep = {
        row.pk: reverse("dossiers:keep_paper", args=[dossier.public_id, row.pk])
        for row in rows
        if is_owner and row.keepable
    }
    return {
        "papers": [
            {"row": row, "url": link(row.file, user), "keep": keep.get(row.pk, "")} for row in rows
        ]
    }
