"""How long a dossier is kept, and by which text."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from dossiers.models import Dossier, RetentionTerm
from dossiers.rules.retention import RETENTION, Kept, Term
from dossiers.workflow import State


@dataclass(frozen=True)
class Retention:
    """What a dossier ended with, its term, the last day, and the text behind it."""

    kept: Kept
    years: int | None
    ends_on: date | None
    basis: str


def kept_as(dossier: Dossier) -> Kept:
    """A dossier that was decided has a result, also one that nobody came for."""
    without = dossier.decided_at is None or dossier.state in (State.STOPPED, State.WITHDRAWN)
    return Kept.NO_RESULT if without else Kept.RESULT


def retention_of(dossier: Dossier) -> Retention:
    """By the procedure's own term where it has one on the day of the end, else the general one."""
    closed = timezone.localdate(dossier.closed_at)
    kept = kept_as(dossier)
    own = own_term(dossier.revision.procedure_id, closed)
    if own is not None:
        return Retention(kept, own.years, Term(own.years).ends_on(closed), own.basis)
    rule = RETENTION.dated(closed)
    term = rule.value[kept]
    return Retention(kept, term.years, term.ends_on(closed), rule.citation.key)


def own_term(procedure_id: int, day: date) -> RetentionTerm | None:
    rows = RetentionTerm.objects.filter(procedure=procedure_id, since__lte=day)
    return rows.order_by("-since").first()
