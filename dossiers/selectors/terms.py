"""How long and how much for one dossier: the terms it was accepted under, or would be today."""

from dossiers.models import Dossier
from portal.kernel.clock import Unit
from procedures.models.choices import LimitKind
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


def is_immediate(dossier: Dossier) -> bool:
    """Whether the applicant waits for the result at the counter (NĐ 61/2018, art. 17(4))."""
    terms = terms_for(dossier)
    return terms.limit_kind == LimitKind.SAME_DAY or terms.unit in (Unit.MINUTE, Unit.HOUR)
