from django.utils.translation import gettext as _

from dossiers.models import Dossier
from portal.audit.actors import Actor
from portal.documents.links import link


def part(dossier: Dossier, user, actor: Actor) -> dict:
    return {
        "columns": [_("Paper"), _("File"), _("Handed in")],
        "rows": [_row(paper, user, actor) for paper in dossier.papers.all()],
    }


def _row(paper, user, actor: Actor) -> list:
    return [
        paper.paper.title,
        {"text": paper.file.name, "url": link(paper.file, user, actor=actor)},
        paper.added_at,
    ]
