"""How long and how much for one dossier: the terms it was accepted under, or would be today."""

from dossiers.models import Dossier
from procedures.selectors import Terms, combine, local_terms_on, pinned_local_terms


def terms_for(dossier: Dossier) -> Terms:
    """The terms of its channel and case by the rules of its day.

    From acceptance on it keeps the texts of the province it was accepted under, whatever becomes
    of them; until then a text published meanwhile still counts.
    """
    if dossier.accepted_at:
        local = pinned_local_terms(dossier.local_terms)
    else:
        local = local_terms_on(dossier.revision.procedure, dossier.rules_day)
    return combine(dossier.channel, dossier.case, dossier.rules_day, local)
