from django.utils.translation import gettext as _

from dossiers.models import Dossier
from portal.audit.actors import Actor
from portal.documents.links import link
from portal.documents.selectors import issued_for


def part(dossier: Dossier, user, actor: Actor) -> dict | None:
    rows = [_row(document, user, actor) for document in issued_for(dossier)]
    return {"columns": [_("Paper"), _("Code"), _("State")], "rows": rows} if rows else None


def _row(document, user, actor: Actor) -> list:
    return [
        document.get_kind_display(),
        {"text": document.code, "url": link(document.file, user, actor=actor)},
        f"{document.get_state_display()} · {document.get_signing_display()}",
    ]
