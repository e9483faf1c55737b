"""From the counter into the system: received, and answered in the same breath."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from dossiers.errors import Invalid, NotAllowed
from dossiers.models import Dossier, Draft, Intake, SupplementItem
from dossiers.models.supplement import Phase
from dossiers.permissions import actor_for
from dossiers.selectors.counter.intake import NOT_OFFERED, intake_errors, offering_of
from dossiers.services.accept import accept
from dossiers.services.figures import count_step
from dossiers.services.money.charges import write_charges
from dossiers.services.refuse import refuse
from dossiers.services.submit import hand_over_files, hand_over_papers, make_dossier
from dossiers.services.supplement import ask
from dossiers.services.wallet.attach import tell_of_use
from dossiers.services.wallet.lock import hold
from dossiers.workflow import TABLE, Action
from portal.audit.services import record


def accept_at_counter(*, intake: Intake, by, unit, at: datetime | None = None) -> Dossier:
    """Receive and accept at once (NĐ 61/2018, art. 17(1c)). Pressing twice gives the same dossier.

    Raises `Invalid` with the words for each answer and paper that is not in order, `NotAllowed`.
    """
    at = at or timezone.now()
    with transaction.atomic():
        intake, dossier = _lock(intake)
        if dossier is not None:
            return dossier
        errors = intake_errors(intake, timezone.localdate(at))
        if errors:
            raise Invalid(errors)
        dossier = _receive(intake, by, at)
        return accept(
            dossier=dossier,
            by=by,
            expected_version=dossier.version,
            unit=unit,
            receipt=intake.receipt_wanted,
            at=at,
        )


def refuse_at_counter(*, intake: Intake, by, reason: str, at: datetime | None = None) -> Dossier:
    """Receive and refuse: what is sent away at the counter stands in the system too (NĐ 61/2018,
    art. 17(1b)). Raises `Invalid` without a reason, `NotAllowed`.
    """
    at = at or timezone.now()
    with transaction.atomic():
        intake, dossier = _lock(intake)
        if dossier is not None:
            return dossier
        dossier = _receive(intake, by, at)
        return refuse(
            dossier=dossier, by=by, expected_version=dossier.version, reason=reason, at=at
        )


def ask_at_counter(
    *, intake: Intake, by, items: Sequence[SupplementItem], reason: str, at: datetime | None = None
) -> Dossier:
    """Receive and ask, once and for everything that is missing (NĐ 61/2018, art. 17(1a)).

    Raises `Invalid` when nothing is named or a reason is missing, `NotAllowed`.
    """
    at = at or timezone.now()
    with transaction.atomic():
        intake, dossier = _lock(intake)
        if dossier is not None:
            return dossier
        dossier = _receive(intake, by, at)
        ask(
            dossier=dossier,
            by=by,
            expected_version=dossier.version,
            phase=Phase.DESK,
            items=items,
            reason=reason,
            at=at,
        )
        dossier.refresh_from_db()
        return dossier


def _lock(intake: Intake) -> tuple[Intake, Dossier | None]:
    """The row, locked, and the dossier that came of it already. Raises `Invalid` when the person
    has sent or thrown away the draft meanwhile.
    """
    locked = (
        Intake.objects.select_for_update(of=("self",))
        .select_related("visit__desk", "dossier")
        .get(pk=intake.pk)
    )
    if locked.dossier is not None:
        return locked, locked.dossier
    locked.draft = (
        Draft.objects.select_for_update(of=("self",))
        .select_related(
            "revision__procedure",
            "case",
            "channel",
            "form_version",
            "agency",
            "owner",
            "organisation",
            "desk",
        )
        .filter(pk=locked.draft_id)
        .first()
    )
    if locked.draft is None:
        raise Invalid({"draft": NOT_OFFERED})
    return locked, None


def _receive(intake: Intake, by, at: datetime) -> Dossier:
    """The dossier of the draft, received by the desk of the visit."""
    draft = intake.draft
    if offering_of(draft, intake.visit, timezone.localdate(at)) is None:
        raise Invalid({"agency": NOT_OFFERED})
    dossier = make_dossier(draft, at)
    dossier.state = TABLE[Action.RECEIVE].moves[None]
    actor = actor_for(by, Action.RECEIVE, dossier, timezone.localdate(at))
    if actor is None:
        raise NotAllowed
    dossier.save()
    hold(draft.papers.exclude(kept=None).values_list("kept_id", flat=True))
    hand_over_papers(draft, dossier, at, added_by=by)
    hand_over_files(draft, dossier, at, added_by=by)
    facts = {"way": intake.visit.way, "visit": intake.visit_id, "sets": intake.sets}
    state = {"to": dossier.state, "version": dossier.version}
    event = record(f"dossier.{Action.RECEIVE}", dossier, actor, state | facts, at=at)
    count_step(dossier, event)
    for row in dossier.papers.exclude(kept=None, source=None):
        tell_of_use(row, event)
    write_charges(dossier, at)
    intake.dossier, intake.draft, intake.received_at = dossier, None, at
    intake.save(update_fields=["dossier", "draft", "received_at"])
    draft.delete()
    return dossier
