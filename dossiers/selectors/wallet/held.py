"""What the portal holds valid for an applicant, so that no official asks him for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossiers.models import (
    Authority,
    Consent,
    Dossier,
    DossierPaper,
    Draft,
    Intake,
    KeptPaper,
)
from dossiers.models.intake import Way
from dossiers.models.wallet import Purpose, Standing
from dossiers.rules.wallet import ASKED_ONCE, HELD_DAYS
from dossiers.selectors.wallet.checked import ACCEPTED
from dossiers.selectors.wallet.kinds import marks_of
from dossiers.selectors.wallet.papers import applicant_id
from portal.documents.workflow import Damage
from procedures.models import Paper

LOOKED_THROUGH = 50


class Ground(StrEnum):
    """By what right an official uses a paper that its owner has not handed in for this dossier."""

    RESULT = "RESULT"
    AGENCY = "AGENCY"
    CONSENT = "CONSENT"
    ON_ASKING = "ON_ASKING"


GROUNDS: dict[Ground, Promise] = {
    Ground.RESULT: _("a result that an agency of the province has issued"),
    Ground.AGENCY: _("this agency holds it from an earlier dossier"),
    Ground.CONSENT: _("the applicant agrees that it is used"),
    Ground.ON_ASKING: _("only if the applicant agrees that it is used"),
}


@dataclass(frozen=True)
class Held:
    """A paper that is held: among the kept papers of the applicant, or in an earlier dossier."""

    ground: Ground
    kept: KeptPaper | None = None
    row: DossierPaper | None = None

    @property
    def file_id(self):
        return (self.kept or self.row).file_id

    @property
    def reference(self) -> str:
        """The dossier it came with, as people call it."""
        return self.kept.reference if self.kept else self.row.dossier.reference


def held_for(filing: Draft | Dossier, on: date, *, present: bool = False) -> dict[int, Held]:
    """For each paper that the law asks for, what is held valid on that day, by the id of the paper.

    What stands in the filing already is left out, and so is what the applicant keeps elsewhere
    without having agreed that it is used, unless he is `present` and can be asked.
    """
    if not ASKED_ONCE.on(on):
        return {}
    papers = list(filing.revision.papers.filter(Q(case=None) | Q(case=filing.case_id)))
    there = set(filing.papers.values_list("file_id", flat=True))
    found = [*_kept(filing, on, present), *_in_earlier_dossiers(filing, papers, on)]
    found.sort(key=lambda each: each[0].ground is Ground.ON_ASKING)
    usable = [(held, marks) for held, marks in found if held.file_id not in there]
    fits = {paper.pk: _first(paper, usable) for paper in papers}
    return {pk: held for pk, held in fits.items() if held is not None}


def held_at(intake: Intake, on: date) -> dict[int, Held]:
    """The same for a dossier on the counter: who stands there himself can be asked."""
    visit = intake.visit
    himself = (
        visit.way == Way.PERSON
        and intake.draft.mandate_id is None
        and not Authority.objects.filter(visit=visit).exists()
    )
    return held_for(intake.draft, on, present=himself)


def _first(paper: Paper, usable: Iterable[tuple[Held, set[str]]]) -> Held | None:
    return next((held for held, marks in usable if marks & marks_of(paper)), None)


def _kept(filing: Draft | Dossier, on: date, present: bool) -> list[tuple[Held, set[str]]]:
    rows = _of_the_applicant(filing).filter(removed_at=None)
    rows = rows.select_related("file", "result", "agency").order_by("-kept_at", "-id")
    good = [row for row in rows if row.standing(on) is Standing.GOOD]
    agreed = _agreed_to(filing, good)
    otherwise = Ground.ON_ASKING if present else None
    grounds = [(row, _ground(row, filing, agreed) or otherwise) for row in good]
    return [(Held(ground, kept=row), set(row.kinds)) for row, ground in grounds if ground]


def _of_the_applicant(filing: Draft | Dossier) -> QuerySet[KeptPaper]:
    """What is kept of the person, child or organisation the filing is for."""
    if filing.organisation_id is not None:
        return KeptPaper.objects.filter(organisation=filing.organisation_id)
    own = KeptPaper.objects.filter(owner=applicant_id(filing), organisation=None)
    return own.filter(dossier__child=filing.child_id)


def _ground(kept: KeptPaper, filing: Draft | Dossier, agreed: set[int]) -> Ground | None:
    """By what right the officials of a filing use a kept paper; None where they may not."""
    if kept.result_id is not None:
        return Ground.RESULT
    if kept.agency_id == filing.agency_id:
        return Ground.AGENCY
    return Ground.CONSENT if kept.pk in agreed else None


def _agreed_to(filing: Draft | Dossier, kept: list[KeptPaper]) -> set[int]:
    """Ids of the kept papers that their owner lets the agency of this filing use for it."""
    if not kept:
        return set()
    given = Consent.objects.filter(
        Q(agency=None) | Q(agency=filing.agency_id),
        kept__in=kept,
        purpose=Purpose.HANDLING,
        withdrawn_at=None,
    )
    return set(given.values_list("kept_id", flat=True))


def _in_earlier_dossiers(
    filing: Draft | Dossier, papers: list[Paper], on: date
) -> list[tuple[Held, set[str]]]:
    """Papers that the same agency accepted from the same applicant not long ago."""
    since = on - timedelta(days=HELD_DAYS.on(on))
    rows = (
        DossierPaper.objects.filter(
            ACCEPTED,
            dossier__owner=applicant_id(filing),
            dossier__child=filing.child_id,
            dossier__organisation=filing.organisation_id,
            dossier__agency=filing.agency_id,
            dossier__accepted_at__date__gte=since,
            file__damage=Damage.NONE,
            kept=None,
            source=None,
        )
        .exclude(file__in=_of_the_applicant(filing).values("file"))
        .select_related("paper", "file", "dossier")
        .order_by("-added_at", "-id")
    )
    if isinstance(filing, Dossier):
        rows = rows.exclude(dossier=filing.pk)
    wanted = {mark for paper in papers for mark in marks_of(paper)}
    near = [row for row in rows[:LOOKED_THROUGH] if marks_of(row.paper) & wanted]
    return [(Held(Ground.AGENCY, row=row), marks_of(row.paper)) for row in near]
