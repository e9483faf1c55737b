"""Advice at the counter: which papers to bring, in writing, before anything was received."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import DossierError, Invalid
from dossiers.models import Intake, SupplementItem
from dossiers.selectors.counter.sheets import guidance_slip
from dossiers.services.counter.visit import lock_visit
from dossiers.services.supplement import check_held
from portal.audit.actors import Actor
from portal.audit.services import record
from portal.documents.errors import PdfUnavailable
from portal.documents.models import IssuedDocument
from portal.documents.papers import render_paper
from portal.documents.rules.papers import paper_code
from portal.documents.services import issue
from portal.documents.workflow import PaperKind
from portal.kernel.codes import submission_number

NOTHING_WRONG = _("Say first of at least one paper that it is missing or not in order.")
NO_PRINTER = _("The slip cannot be made at the moment. What was found of the papers is kept.")


def guide(
    *,
    intake: Intake,
    by,
    actor: Actor,
    items: Sequence[SupplementItem],
    reason: str = "",
    at: datetime | None = None,
) -> IssuedDocument:
    """Give the person before the counter the papers that are wanting and why, on the form of the
    request to complete a dossier (NĐ 61/2018, art. 17(1a)). Nothing is received: no clock runs, the
    draft and what was found of the papers stay for the next visit.

    The slip is made at once, for it goes into the person's hand. Raises `Invalid` when nothing is
    named or the portal holds what is named, `DossierError` when no paper can be made, `NotAllowed`.
    """
    at = at or timezone.now()
    if not items:
        raise Invalid({"items": NOTHING_WRONG})
    check_held(intake.draft, items, at)
    code = paper_code(PaperKind.SUPPLEMENT, submission_number())
    slip = guidance_slip(intake, items, code=code, reason=reason.strip(), clerk=by, at=at)
    try:
        pdf = render_paper(slip)
    except PdfUnavailable as missing:
        raise DossierError(NO_PRINTER) from missing
    with transaction.atomic():
        lock_visit(intake.visit, by)
        given = issue(
            kind=PaperKind.SUPPLEMENT,
            code=code,
            pdf=pdf,
            agency=intake.visit.desk,
            owner=intake.visit.person,
            subject=intake,
            paper=slip,
            by=actor,
            at=at,
        )
        facts = {"procedure": intake.procedure_id, "code": code, "papers": len(items)}
        record("intake.guided", intake, actor, facts, at=at)
    return given
