"""A dossier on the counter: begun, filled in, papers looked at and scanned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.models import Draft, Intake, PaperCheck, Visit
from dossiers.models.dossier import ReturnWay
from dossiers.models.intake import Verdict, Way
from dossiers.rules.typing import MOST_FILES
from dossiers.selectors.counter.intake import Line, lines_of
from dossiers.selectors.counter.offers import channel_for
from dossiers.selectors.known import known_about
from dossiers.services.attach_paper import Page, attach_paper, detach_paper, join_papers
from dossiers.services.counter.visit import lock_visit
from portal.audit.actors import Actor
from portal.audit.services import record
from portal.documents.selectors import issued_for
from procedures.eforms import Definition
from procedures.eforms.prefill import prefill
from procedures.models import Case, Offering
from procedures.models.choices import LimitKind

NOT_THIS_WAY = _("This procedure cannot be taken in this way.")
NOT_HIS = _("This draft belongs to another person. Find its owner first.")
COPIES = ("originals", "certified", "copies", "electronic")


@dataclass(frozen=True)
class Finding:
    """What the clerk says of one paper."""

    verdict: str = ""
    originals: int = 0
    certified: int = 0
    copies: int = 0
    electronic: int = 0
    sheets: int | None = None
    give_back: bool = False
    remark: str = ""
    waiver: str = ""


def begin_intake(
    *,
    visit: Visit,
    by,
    actor: Actor,
    offering: Offering,
    case: Case | None = None,
    at: datetime | None = None,
) -> Intake:
    """Begin a dossier for the person of the visit, filled with what the portal knows of him.

    The draft is the person's own: it waits in his account when it is not finished here. Raises
    `Invalid`, `NotAllowed`.
    """
    at = at or timezone.now()
    with transaction.atomic():
        visit = lock_visit(visit, by)
        channel = channel_for(offering, case, visit.way)
        if channel is None:
            raise Invalid({"procedure": NOT_THIS_WAY})
        revision = offering.procedure.current
        known = known_about(visit.person, visit.organisation)
        draft = Draft.objects.create(
            owner=visit.person,
            organisation=visit.organisation,
            revision=revision,
            case=case,
            channel=channel,
            form_version=revision.form,
            agency=offering.agency,
            desk=visit.desk,
            answers=_opened(revision.form.definition, known) if revision.form else {},
            return_way=ReturnWay.ONLINE if visit.way == Way.ENVELOPE else ReturnWay.DESK,
            way_chosen=True,
        )
        return _begun(visit, draft, actor, at)


def _opened(definition: Definition, known: Mapping[str, Any]) -> dict[str, Any]:
    """What is known, with the first row of every group that needs one open."""
    answers = prefill(definition, {}, known)
    for section in definition.sections:
        for item in section.fields:
            if item.repeats and item.required and not item.show_if and not answers.get(item.key):
                answers[item.key] = [{}]
    return answers


def adopt_draft(*, visit: Visit, by, actor: Actor, draft: Draft, offering: Offering) -> Intake:
    """Go on at the counter with what the person began at home; scanned twice, the same intake.

    Raises `Invalid` for somebody else's draft and where the desk does not take it, `NotAllowed`.
    """
    with transaction.atomic():
        visit = lock_visit(visit, by)
        draft = (
            Draft.objects.select_for_update(of=("self",))
            .select_related("revision", "case")
            .get(pk=draft.pk)
        )
        if draft.owner_id != visit.person_id:
            raise Invalid({"draft": NOT_HIS})
        if held := Intake.objects.filter(draft=draft).first():
            held.visit = visit
            held.save(update_fields=["visit"])
            return held
        channel = channel_for(offering, draft.case, visit.way)
        if channel is None:
            raise Invalid({"procedure": NOT_THIS_WAY})
        draft.channel, draft.desk = channel, visit.desk
        draft.return_way, draft.way_chosen = ReturnWay.DESK, True
        draft.save(update_fields=["channel", "desk", "return_way", "way_chosen"])
        return _begun(visit, draft, actor, timezone.now())


def _begun(visit: Visit, draft: Draft, actor: Actor, at: datetime) -> Intake:
    intake = Intake.objects.create(
        visit=visit,
        draft=draft,
        procedure_id=draft.revision.procedure_id,
        receipt_wanted=draft.channel.limit_kind != LimitKind.SAME_DAY,
        opened_at=at,
    )
    facts = {"procedure": draft.revision.procedure_id, "agency": draft.agency_id}
    record("intake.begun", intake, actor, facts, at=at)
    return intake


def look_at_papers(
    *, intake: Intake, by, findings: Mapping[str, Finding], at: datetime | None = None
) -> list[PaperCheck]:
    """Keep what was found of each paper, by its key. A paper in order of which nothing else was
    said has the copies that the law asks for. Raises `NotAllowed`.
    """
    at = at or timezone.now()
    with transaction.atomic():
        lock_visit(intake.visit, by)
        return [
            _keep(intake, line, findings[line.key], by, at)
            for line in lines_of(intake)
            if line.key in findings
        ]


def _keep(intake: Intake, line: Line, finding: Finding, by, at: datetime) -> PaperCheck:
    counts = {name: getattr(finding, name) for name in COPIES}
    if finding.verdict == Verdict.GOOD and not any(counts.values()):
        counts |= line.asked
        counts["electronic"] = 0 if any(line.asked.values()) else len(line.files)
    if finding.verdict not in (Verdict.GOOD, Verdict.BAD):
        counts = dict.fromkeys(COPIES, 0)
    values = counts | {
        "verdict": finding.verdict,
        "sheets": finding.sheets,
        "give_back": finding.give_back and counts["originals"] > 0,
        "remark": finding.remark,
        "waiver": finding.waiver if finding.verdict == Verdict.WAIVED else "",
        "checked_by": by,
        "checked_at": at,
    }
    check, _new = PaperCheck.objects.update_or_create(
        intake=intake, paper=line.paper, defaults=values
    )
    return check


def settle(*, intake: Intake, by, sets: int, receipt_wanted: bool, return_way: str) -> Intake:
    """How many sets, whether a receipt is wanted, where the result goes. Raises `NotAllowed`."""
    with transaction.atomic():
        lock_visit(intake.visit, by)
        intake.sets, intake.receipt_wanted = sets, receipt_wanted
        intake.save(update_fields=["sets", "receipt_wanted"])
        Draft.objects.filter(pk=intake.draft_id).update(return_way=return_way)
        intake.draft.return_way = return_way
    return intake


def scan(*, intake: Intake, by, actor: Actor, line: Line, uploads: Sequence[File]) -> None:
    """Keep scans or photographs of a paper. Photographs stay single pages, to be put in order and
    turned, as long as there is room for them; a thicker pile becomes one PDF as it was fed.

    Raises `UploadRefused`, `Invalid`, `NotAllowed`.
    """
    with transaction.atomic():
        lock_visit(intake.visit, by)
    attach_paper(
        draft=intake.draft,
        by=intake.draft.owner,
        paper=line.paper,
        uploads=uploads,
        actor=actor,
        join=len(line.files) + len(uploads) > MOST_FILES,
    )


def put_together(
    *, intake: Intake, by, line: Line, pages: Sequence[Page], left_out: Sequence[int] = ()
) -> None:
    """Make one PDF of the photographs of a paper, in this order, and drop the rows `left_out`. A
    single page that stands upright stays a photograph. Raises `UploadRefused`, `Invalid` when
    there is nothing to put together, `NotAllowed`.
    """
    owner = intake.draft.owner
    with transaction.atomic():
        lock_visit(intake.visit, by)
        for row_id in left_out:
            detach_paper(draft=intake.draft, by=owner, row_id=row_id)
        if len(pages) > 1 or any(page.turn for page in pages) or not left_out:
            join_papers(draft=intake.draft, by=owner, paper=line.paper, pages=pages)


def put_aside(*, intake: Intake, by) -> None:
    """Take it off the counter: the person keeps the draft, nothing was received. Where a guidance
    slip was given, what was found of the papers is kept with it for the next visit.
    """
    with transaction.atomic():
        lock_visit(intake.visit, by)
        if not issued_for(intake).exists():
            Intake.objects.filter(pk=intake.pk, dossier=None).delete()
