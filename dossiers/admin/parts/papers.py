from django.utils.translation import gettext as _

from dossiers.models import Dossier, DossierPaper
from dossiers.words.wallet import verified
from portal.audit.actors import Actor
from portal.documents.links import link


def part(dossier: Dossier, user, actor: Actor) -> dict:
    rows = list(dossier.papers.all())
    columns = [_("Paper"), _("File"), _("Handed in")]
    reused = any(row.kept_id or row.source_id for row in rows)
    return {
        "columns": [*columns, _("Verified before")] if reused else columns,
        "rows": [_row(row, user, actor) + ([verified(row)] if reused else []) for row in rows],
    }


def _row(paper: DossierPaper, user, actor: Actor) -> list:
    return [
        paper.paper.title,
        {"text": paper.file.name, "url": link(paper.file, user, actor=actor)},
        paper.added_at,
    ]
