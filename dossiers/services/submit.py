"""Sending a dossier: the system receipt, at once, once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dossiers.errors import Invalid, NotAllowed
from dossiers.models import Dossier, DossierFile, DossierPaper, Draft, Mandate
from dossiers.permissions import actor_for
from dossiers.selectors.citizen import sent_as
from dossiers.selectors.drafts import draft_errors
from dossiers.selectors.files import file_answers
from dossiers.services.clock import set_reply_due
from dossiers.services.figures import count_step
from dossiers.services.money.charges import write_charges
from dossiers.services.money.demand import ask_when
from dossiers.services.report_national import want_report
from dossiers.services.shipments.request import request_from_draft
from dossiers.services.tell import tell
from dossiers.services.wallet.lock import hold
from dossiers.workflow import TABLE, Action
from portal.audit.actors import Actor
from portal.audit.models import Event
from portal.audit.services import record
from portal.kernel.codes import submission_number
from portal.kernel.text import fold
from procedures.models.choices import CollectWhen


def submit(*, draft_id, by, at: datetime | None = None) -> Dossier:
    """Turn a complete draft into a dossier and confirm its receipt by the system (NĐ 45/2020, art.
    11(1)).

    `draft_id` is the draft's public id. Pressing twice, going back, or two windows at once give the
    same dossier: the id of the draft is the submit key of the dossier. Raises `Invalid` with the
    words for each field or paper that is not in order (the draft stays as it is),
    `Draft.DoesNotExist` when `by` has neither draft nor dossier of that id.
    """
    at = at or timezone.now()
    with transaction.atomic():
        draft = (
            Draft.objects.select_for_update(of=("self",))
            .select_related("revision", "channel", "agency", "organisation")
            .filter(public_id=draft_id, owner=by)
            .first()
        )
        if draft is None:
            return _already_sent(draft_id, by)
        _hold_mandate(draft)
        hold(draft.papers.exclude(kept=None).values_list("kept_id", flat=True))
        errors = draft_errors(draft, timezone.localdate(at))
        if errors:
            raise Invalid(errors)
        dossier = make_dossier(draft, at)
        actor = actor_for(by, Action.SUBMIT, dossier, timezone.localdate(at))
        if actor is None:
            raise NotAllowed
        dossier.save()
        hand_over_papers(draft, dossier, at, added_by=by)
        hand_over_files(draft, dossier, at, added_by=by)
        request_from_draft(dossier, draft.post, by, at)
        confirm_receipt(dossier, actor, at)
        draft.delete()
    return dossier


def confirm_receipt(dossier: Dossier, actor: Actor, at: datetime, **facts) -> Event:
    """The system has received the dossier: the desk's time begins and the applicant is told.

    `facts` go into the event: which portal it came from.
    """
    set_reply_due(dossier, at)
    dossier.save(update_fields=["deadline_at"])
    state = {"to": dossier.state, "version": dossier.version}
    event = record(f"dossier.{Action.SUBMIT}", dossier, actor, state | facts, at=at)
    count_step(dossier, event)
    want_report(dossier, event)
    write_charges(dossier, at)
    ask_when(CollectWhen.FILING, dossier, actor, at)
    tell(
        event,
        "dossiers/submitted_for_citizen",
        dossier,
        {"dossier": dossier},
        dossier.get_absolute_url(),
    )
    return event


def _hold_mandate(draft: Draft) -> None:
    """Lock the authority it is filed under: it is revoked either before this or after."""
    if draft.mandate_id is not None:
        mandates = Mandate.objects.select_for_update(of=("self",)).select_related("principal")
        draft.mandate = mandates.get(pk=draft.mandate_id)


def _already_sent(draft_id, by) -> Dossier:
    sent = sent_as(by, draft_id)
    if sent is None:
        raise Draft.DoesNotExist
    return sent


def make_dossier(draft: Draft, at: datetime) -> Dossier:
    """What a draft becomes, not saved yet."""
    owner = draft.mandate.principal if draft.mandate else draft.owner
    applicant = str(draft.organisation or owner.full_name)
    return Dossier(
        submission_number=submission_number(),
        revision=draft.revision,
        case=draft.case,
        channel=draft.channel,
        form_version=draft.form_version,
        rules_day=timezone.localdate(at),
        owner=owner,
        organisation=draft.organisation,
        filed_by=draft.owner if draft.mandate else None,
        mandate=draft.mandate,
        child=draft.child,
        applicant_name=applicant,
        applicant_folded=fold(applicant),
        answers=draft.answers,
        return_way=draft.return_way,
        submit_key=draft.public_id,
        agency=draft.agency,
        receiving_agency=draft.desk,
        holder=draft.desk,
        state=TABLE[Action.SUBMIT].moves[None],
        submitted_at=at,
    )


def hand_over_papers(draft: Draft, dossier: Dossier, at: datetime, *, added_by) -> None:
    """The files beside its papers become the dossier's."""
    DossierPaper.objects.bulk_create(
        DossierPaper(
            dossier=dossier,
            paper_id=paper.paper_id,
            file_id=paper.file_id,
            kept_id=paper.kept_id,
            source_id=paper.source_id,
            added_by=added_by,
            added_at=at,
        )
        for paper in draft.papers.all()
    )


def hand_over_files(draft: Draft, dossier: Dossier, at: datetime, *, added_by) -> None:
    """Files among the answers; what no answer names any more stays behind, to be swept."""
    form = draft.form_version
    named = {*file_answers(form.definition, draft.answers).values()} if form else set()
    DossierFile.objects.bulk_create(
        DossierFile(dossier=dossier, file_id=file_id, added_by=added_by, added_at=at)
        for file_id in sorted(named)
    )
