"""At the counter: what is held is put beside a paper instead of being asked for."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.models import Consent, Draft, DraftPaper, Intake, KeptPaper, PaperCheck
from dossiers.models import wallet as kinds
from dossiers.models.intake import Verdict, Waiver
from dossiers.selectors.wallet.held import Ground, Held, held_at
from dossiers.selectors.wallet.papers import applicant_id
from dossiers.services.counter.visit import lock_visit
from dossiers.services.wallet.attach import NOT_HELD
from dossiers.services.wallet.lock import hold
from portal.audit.actors import Actor
from portal.audit.purposes import Purpose
from portal.audit.services import looked, record
from procedures.models import Paper

ASK_FIRST = _("Ask the person, and tick that he agrees.")


def attach_at_counter(
    *,
    intake: Intake,
    by,
    actor: Actor,
    paper: Paper,
    agrees: bool = False,
    at: datetime | None = None,
) -> DraftPaper:
    """Put what is held for `paper` beside it; the paper itself is not asked for (NĐ 118/2025, art.
    4(2a)). What another agency accepted needs the consent of the person at the counter: `agrees`
    is written down as his consent for this agency, with the official who took it. Pressed twice,
    once.

    Raises `Invalid` when it is not held any more or the person has not agreed, `NotAllowed`.
    """
    at = at or timezone.now()
    with transaction.atomic():
        lock_visit(intake.visit, by)
        draft = Draft.objects.select_for_update(of=("self",)).get(pk=intake.draft_id)
        intake.draft = draft
        row = draft.papers.filter(paper=paper).exclude(kept=None, source=None).first()
        if row is None:
            row = _put(intake, by, actor, paper, agrees, at)
        PaperCheck.objects.update_or_create(
            intake=intake,
            paper=paper,
            defaults={
                "verdict": Verdict.WAIVED,
                "waiver": Waiver.HELD,
                "checked_by": by,
                "checked_at": at,
            },
        )
    return row


def _put(intake: Intake, by, actor: Actor, paper: Paper, agrees: bool, at: datetime) -> DraftPaper:
    draft, held = intake.draft, _held(intake, paper, at)
    if held.ground is Ground.ON_ASKING:
        if not agrees:
            raise Invalid({f"agrees-{paper.key}": ASK_FIRST})
        _consented(held.kept, draft, by, actor, at)
    row = DraftPaper.objects.create(
        draft=draft, paper=paper, file_id=held.file_id, kept=held.kept, source=held.row
    )
    source = held.kept or held.row.dossier
    looked(actor, source, applicant_id(draft), Purpose.PROCESSING)
    facts = {"paper": paper.pk, "kept": row.kept_id, "source": row.source_id}
    record("intake.used_held", intake, actor, facts | {"ground": held.ground}, at=at)
    return row


def _held(intake: Intake, paper: Paper, at: datetime) -> Held:
    """What is held, locked against removal."""
    day = timezone.localdate(at)
    found = held_at(intake, day).get(paper.pk)
    if found is not None and found.kept is not None:
        hold([found.kept.pk])
        found = held_at(intake, day).get(paper.pk)
    if found is None:
        raise Invalid({f"paper-{paper.key}": NOT_HELD})
    return found


def _consented(kept: KeptPaper, draft: Draft, by, actor: Actor, at: datetime) -> None:
    consent = Consent.objects.create(
        kept=kept,
        agency_id=draft.agency_id,
        purpose=kinds.Purpose.HANDLING,
        given_by_id=draft.owner_id,
        taken_by=by,
        given_at=at,
    )
    facts = {"consent": consent.pk, "agency": consent.agency_id, "purpose": consent.purpose}
    record("wallet.consent_taken", kept, actor, facts, at=at)
