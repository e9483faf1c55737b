"""Which papers of dossiers an official has accepted, and who did it when."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from dossiers.models import DossierPaper, SupplementItem
from dossiers.models.intake import PaperCheck, Verdict
from dossiers.models.supplement import Phase
from dossiers.models.wallet import Provenance
from dossiers.workflow import Action
from portal.audit.selectors import timeline

SEEN = (Verdict.GOOD, Verdict.SHOWN)

_ITEMS = SupplementItem.objects.filter(
    supplement__dossier=OuterRef("dossier"), paper=OuterRef("paper")
)
_ASKED_AGAIN = _ITEMS.filter(supplement__gt=Coalesce(OuterRef("supplement"), 0))
_TICKED_OFF = _ITEMS.filter(supplement=OuterRef("supplement"), checked_at__isnull=False)
_FOUND_WANTING = PaperCheck.objects.filter(
    intake__dossier=OuterRef("dossier"), paper=OuterRef("paper")
).exclude(verdict__in=SEEN)

# A row of `DossierPaper` that was accepted with its dossier, or ticked off once it was mended. One
# that was asked for again later is not, nor one found wanting at the counter.
ACCEPTED = (
    Q(dossier__accepted_at__isnull=False)
    & ~Exists(_ASKED_AGAIN)
    & (
        Exists(_TICKED_OFF)
        | ~Exists(_FOUND_WANTING) & (Q(supplement=None) | ~Q(supplement__phase=Phase.APPRAISAL))
    )
)


@dataclass(frozen=True)
class Checked:
    """An official answers for a paper."""

    by_id: int | None
    at: datetime
    provenance: Provenance


def checked(row: DossierPaper) -> Checked | None:
    """Who has accepted it, and when; None when nobody has."""
    if not DossierPaper.objects.filter(ACCEPTED, pk=row.pk).exists():
        return None
    return _ticked_off(row) or _at_the_counter(row) or _with_the_dossier(row)


def _ticked_off(row: DossierPaper) -> Checked | None:
    items = SupplementItem.objects.filter(supplement=row.supplement_id, paper=row.paper_id)
    item = items.filter(checked_at__isnull=False).first()
    return item and Checked(item.checked_by_id, item.checked_at, Provenance.DOSSIER)


def _at_the_counter(row: DossierPaper) -> Checked | None:
    check = PaperCheck.objects.filter(intake__dossier=row.dossier_id, paper=row.paper_id).first()
    return check and Checked(check.checked_by_id, check.checked_at, Provenance.COUNTER)


def _with_the_dossier(row: DossierPaper) -> Checked:
    event = timeline(row.dossier).filter(kind=f"dossier.{Action.ACCEPT}").first()
    by = event.actor_user_id if event else None
    return Checked(by, row.dossier.accepted_at, Provenance.DOSSIER)
