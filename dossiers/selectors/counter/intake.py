"""One dossier on the counter: its questions in short, its papers as a checklist, what is wrong."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossiers.models import Draft, DraftPaper, Intake, PaperCheck, SupplementItem, Visit
from dossiers.models.intake import Verdict
from dossiers.permissions import places_of
from dossiers.selectors.answers import label_of
from dossiers.selectors.counter.offers import receivable
from dossiers.selectors.drafts import CHANGED, evaluation_of, is_outdated
from dossiers.selectors.wallet.papers import no_longer_good
from portal.agencies.roles import Role
from portal.documents.rules.uploads import PHOTOGRAPHS
from procedures.eforms.django_form import Block
from procedures.models import Offering, Paper
from procedures.models.choices import PaperKind
from procedures.models.fault import PaperFault
from procedures.selectors import papers_of

NOT_OFFERED = _("This desk does not take the procedure for this agency today.")
LOOK = _("say whether it is in order")
WRONG = _("not in order: ask for what is missing, or refuse")
REUSED = (
    "kept__file",
    "kept__result",
    "kept__agency",
    "kept__checked_by",
    "source__dossier",
)
FAULTS = {Verdict.MISSING: PaperFault.MISSING, Verdict.BAD: PaperFault.OTHER}


@dataclass(frozen=True)
class Line:
    """A paper of the checklist: what the law asks for, what was found, which files are there."""

    paper: Paper
    check: PaperCheck | None
    files: list[DraftPaper]

    @property
    def key(self) -> str:
        return self.paper.key

    @property
    def photographs(self) -> list[DraftPaper]:
        """Single pages that can still be put in order."""
        return [
            row for row in self.files if row.file.content_type in PHOTOGRAPHS and not row.is_reused
        ]

    @property
    def needed(self) -> bool:
        return not self.paper.conditional

    @property
    def asked(self) -> dict[str, int]:
        """The copies that the law asks for; one original where it does not say."""
        paper = self.paper
        counts = {"originals": paper.originals, "certified": paper.certified}
        counts["copies"] = paper.copies
        if not any(counts.values()) and paper.kind == PaperKind.HAND_IN:
            counts["originals"] = 1
        return counts


def visits_of(user, on: date) -> QuerySet[Visit]:
    """Visits at the desks where the official works."""
    desks = places_of(user, {Role.DESK}, on)
    return Visit.objects.filter(desk__in=desks).select_related("desk", "person", "organisation")


def intakes_of(user, on: date) -> QuerySet[Intake]:
    """What was or is being taken in at the desks where the official works."""
    desks = places_of(user, {Role.DESK}, on)
    return Intake.objects.filter(visit__desk__in=desks).select_related(
        "visit__desk", "visit__person", "visit__organisation", "procedure"
    )


def intake_of(user, public_id: UUID, on: date) -> Intake | None:
    """One of them with its draft or dossier."""
    found = intakes_of(user, on).select_related(
        "draft__revision__procedure__current",
        "draft__case",
        "draft__channel",
        "draft__form_version",
        "draft__agency",
        "draft__owner",
        "draft__organisation",
        "dossier__revision__procedure",
        "dossier__agency",
        "dossier__channel",
        "dossier__case",
        "dossier__holder",
    )
    return found.filter(public_id=public_id).first()


def offering_of(draft: Draft, visit: Visit, on: date) -> Offering | None:
    """By which offering the desk takes this draft; None when it may not."""
    rows = receivable(visit.desk, visit.way, on)
    return rows.filter(procedure=draft.revision.procedure_id, agency=draft.agency_id).first()


def lines_of(intake: Intake) -> list[Line]:
    """The papers of the case in the order of the law, but for those the form stands for."""
    draft = intake.draft
    checks = {check.paper_id: check for check in intake.checks.all()}
    files: dict[int, list[DraftPaper]] = {}
    for row in draft.papers.select_related("file", *REUSED).order_by("pk"):
        files.setdefault(row.paper_id, []).append(row)
    replaced = draft.form_version_id is not None
    return [
        Line(paper, checks.get(paper.pk), files.get(paper.pk, []))
        for paper in papers_of(draft.revision, draft.case)
        if not (replaced and paper.replaced_by_form)
    ]


def in_short(blocks: list[Block]) -> list[Block]:
    """The questions that must be answered, with those inside groups and rows; what is wrong and
    what was answered stays on the page.
    """
    return [block for block in blocks if _stays(block)]


def _stays(block: Block) -> bool:
    bound = block.bound
    if block.required or block.errors or (bound is not None and bound.errors):
        return True
    if block.value not in (None, "", [], False):
        return True
    inner = [*block.blocks, *(each for row in block.rows for each in row.blocks)]
    return any(_stays(each) for each in inner)


def form_errors(draft: Draft, on: date) -> dict[str, str | Promise]:
    """What is wrong with the answers, by the path of the question."""
    return {
        path: f"{label_of(draft.form_version.definition, path)}: {problems[0].message}"
        for path, problems in evaluation_of(draft, on).errors.items()
    }


def intake_errors(intake: Intake, on: date) -> dict[str, str | Promise]:
    """Everything that stops the dossier from being accepted at the counter on that day."""
    draft = intake.draft
    errors: dict[str, str | Promise] = {}
    if is_outdated(draft):
        errors["revision"] = CHANGED
    elif offering_of(draft, intake.visit, on) is None:
        errors["agency"] = NOT_OFFERED
    errors |= form_errors(draft, on)
    for line in lines_of(intake):
        verdict = line.check.verdict if line.check else ""
        if verdict in (Verdict.BAD, Verdict.MISSING):
            errors[f"check-{line.key}-verdict"] = f"{line.paper.title}: {WRONG}"
        elif line.needed and not verdict:
            errors[f"check-{line.key}-verdict"] = f"{line.paper.title}: {LOOK}"
        for words in no_longer_good(line.files, on).values():
            errors[f"paper-{line.key}"] = f"{line.paper.title}: {words}"
    return errors


def missing_papers(intake: Intake) -> list[SupplementItem]:
    """Papers found wanting, each with what the clerk said of it."""
    return [
        SupplementItem(
            paper=line.paper,
            label=line.paper.title,
            fault=FAULTS[Verdict(line.check.verdict)],
            reason=line.check.remark,
        )
        for line in lines_of(intake)
        if line.check and line.check.is_wrong
    ]


def missing_items(intake: Intake, on: date) -> list[SupplementItem]:
    """All that is wrong, for one request: papers found wanting, answers missing or not right."""
    items = missing_papers(intake)
    for path, words in form_errors(intake.draft, on).items():
        label, _colon, reason = str(words).partition(": ")
        items.append(SupplementItem(field_key=path, label=label, reason=reason or label))
    return items
