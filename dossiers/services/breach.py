"""Rules of handling that were broken: on record once a dossier, explained by who is answerable."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import Breach, Dossier
from dossiers.selectors.breaches import may_explain
from portal.audit.services import record

ALREADY = _("Somebody has explained this already.")
WORDS_MISSING = _("Write how it came to this and what is done about it.")


def note_breach(dossier: Dossier, kind: str, at: datetime, person=None) -> str:
    """Put a breach on record inside a verb on the locked dossier. The code to count in its event,
    empty when this rule was broken with this dossier before.
    """
    _breach, new = Breach.objects.get_or_create(
        dossier=dossier,
        kind=kind,
        defaults={"unit": dossier.holder, "person": person or dossier.assignee, "at": at},
    )
    return str(kind) if new else ""


def explain_breach(*, breach: Breach, by, explanation: str, at: datetime | None = None) -> Breach:
    """Write down, once, how it came to a breach; an official of the unit or its leader does.

    Raises `Invalid` without words, `NotAllowed`, `Conflict` when it is explained already.
    """
    at = at or timezone.now()
    if not explanation.strip():
        raise Invalid({"explanation": WORDS_MISSING})
    with transaction.atomic():
        locked = Breach.objects.select_for_update().get(pk=breach.pk)
        actor = may_explain(by, locked, timezone.localdate(at))
        if actor is None:
            raise NotAllowed
        if locked.explained_at is not None:
            raise Conflict(locked.dossier, ALREADY)
        locked.explanation, locked.explained_by, locked.explained_at = explanation.strip(), by, at
        locked.save(update_fields=["explanation", "explained_by", "explained_at"])
        record("breach.explain", locked, actor, {"dossier": locked.dossier_id}, at=at)
    return locked
