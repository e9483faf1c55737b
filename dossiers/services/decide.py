"""From the official's proposal to the leader's decision: always two persons."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import Decision, Opinion, Proposal, WordingVersion
from dossiers.models.decision import Outcome
from dossiers.selectors.tasks import in_the_way
from dossiers.selectors.terms import is_immediate
from dossiers.services.change import Change, changing
from dossiers.services.end_tasks import end_tasks
from dossiers.services.let_out import hold_for, wait_or_let_out
from dossiers.workflow import Action
from portal.agencies.roles import Role
from portal.agencies.selectors import holders, post_title
from portal.audit.models import Event
from portal.messaging.services import notify

REASON_MISSING = _("A refusal needs its reason and the provision it rests on.")
OTHERS_WORK = _(
    "Other agencies have not finished what they were asked for. Wait for them, or call it off with"
    " a reason."
)
NOT_IMMEDIATE = _("Only a result for which the applicant waits is prepared at the counter.")
WORDING_MISSING = _("Write the wording of the decision.")


def opine(*, dossier, by, expected_version: int, text: str, at: datetime | None = None) -> Opinion:
    """Record an opinion on the dossier. Raises `Invalid` when it is empty; `NotAllowed`,
    `Conflict`.
    """
    if not text.strip():
        raise Invalid({"text": _("Write your opinion.")})
    with changing(dossier, Action.OPINE, by=by, expected_version=expected_version, at=at) as change:
        opinion = Opinion.objects.create(
            dossier=change.dossier,
            by=by,
            agency_id=change.actor.agency_id,
            text=text.strip(),
            at=change.at,
        )
        change.record(opinion=opinion.pk)
    return opinion


def propose(
    *,
    dossier,
    by,
    expected_version: int,
    outcome: str,
    wording: str,
    reason: str = "",
    wording_version: WordingVersion | None = None,
    at: datetime | None = None,
) -> Proposal:
    """Propose a decision to the leader. Raises `Invalid` without wording, for a refusal without
    reason, and while other agencies still work on the dossier.
    """
    with changing(
        dossier, Action.PROPOSE, by=by, expected_version=expected_version, at=at
    ) as change:
        if in_the_way(change.dossier, change.at).exists():
            raise Invalid({"outcome": OTHERS_WORK})
        change.dossier.assignee = by
        proposal, _event = write_proposal(change, by, outcome, wording, reason, wording_version)
    return proposal


def propose_at_desk(
    *,
    dossier,
    by,
    expected_version: int,
    outcome: str,
    wording: str,
    reason: str = "",
    wording_version: WordingVersion | None = None,
    at: datetime | None = None,
) -> Proposal:
    """Prepare a result for which the applicant waits at the counter; a leader decides at once (NĐ
    61/2018, art. 17(4)). The papers stay at the desk.

    Raises `Invalid` as `propose` does, `NotAllowed` for a procedure that takes longer, `Conflict`
    when an official of the unit works on it.
    """
    with changing(
        dossier, Action.PROPOSE_AT_DESK, by=by, expected_version=expected_version, at=at
    ) as change:
        dossier = change.dossier
        if not is_immediate(dossier):
            raise NotAllowed(NOT_IMMEDIATE)
        if dossier.assignee_id is not None:
            raise Conflict(dossier)
        dossier.hand_overs.filter(giver=dossier.receiving_agency_id, given_at=None).delete()
        proposal, event = write_proposal(change, by, outcome, wording, reason, wording_version)
        leaders = holders(Role.LEADER, dossier.agency, timezone.localdate(change.at))
        for leader in get_user_model().objects.filter(pk__in=leaders):
            context, link = {"dossier": dossier}, dossier.desk_url
            notify(event, "dossiers/waits_at_counter_for_official", leader, context, link)
    return proposal


def write_proposal(
    change: Change,
    by,
    outcome: str,
    wording: str,
    reason: str,
    wording_version: WordingVersion | None,
) -> tuple[Proposal, Event]:
    """The proposal and its event, in the transaction of the caller."""
    _check(outcome, wording, reason)
    proposal = Proposal.objects.create(
        dossier=change.dossier,
        outcome=outcome,
        wording=wording.strip(),
        reason=reason.strip(),
        wording_version=wording_version,
        by=by,
        at=change.at,
    )
    return proposal, change.record(proposal=proposal.pk, outcome=outcome)


def send_back(
    *, dossier, by, expected_version: int, remarks: str, at: datetime | None = None
) -> Proposal:
    """Return the proposal to its author with remarks. Raises `Invalid` without remarks."""
    if not remarks.strip():
        raise Invalid({"remarks": _("Write what the official should change.")})
    with changing(
        dossier, Action.SEND_BACK, by=by, expected_version=expected_version, at=at
    ) as change:
        proposal = change.dossier.proposals.get(closed_at=None)
        proposal.closed_at, proposal.remarks = change.at, remarks.strip()
        proposal.save(update_fields=["closed_at", "remarks"])
        event = change.record(proposal=proposal.pk)
        context, link = {"dossier": change.dossier}, change.dossier.desk_url
        notify(event, "dossiers/sent_back_for_official", proposal.by, context, link)
    return proposal


def decide(
    *,
    dossier,
    by,
    expected_version: int,
    outcome: str,
    wording: str,
    reason: str = "",
    wording_version: WordingVersion | None = None,
    at: datetime | None = None,
) -> Decision:
    """Decide on the open proposal, as proposed or otherwise. The decision is locked and leaves the
    house when its hold is over.

    The decider is never the proposer. At most one unrevoked decision exists (also a constraint of
    the database). Raises `Invalid`, `NotAllowed`, `Conflict`.
    """
    _check(outcome, wording, reason)
    with changing(
        dossier, Action.DECIDE, by=by, expected_version=expected_version, at=at
    ) as change:
        proposal = change.dossier.proposals.get(closed_at=None)
        if proposal.by_id == by.pk:
            raise NotAllowed(_("A second person decides: you wrote this proposal yourself."))
        proposal.closed_at = change.at
        proposal.save(update_fields=["closed_at"])
        decision = Decision.objects.create(
            dossier=change.dossier,
            proposal=proposal,
            outcome=outcome,
            wording=wording.strip(),
            reason=reason.strip(),
            by=by,
            post_title=post_title(by, change.actor.agency_id, timezone.localdate(change.at)),
            wording_version=wording_version,
            at=change.at,
            hold_until=change.at + hold_for(change.dossier, change.at),
        )
        end_tasks(change.dossier, change.at)
        change.dossier.decided_at = change.at
        change.dossier.signing_error = ""
        event = change.record(decision=decision.pk, outcome=outcome)
        wait_or_let_out(change.dossier, decision, event)
    return decision


def _check(outcome: str, wording: str, reason: str) -> None:
    errors = {}
    if outcome not in Outcome.values:
        errors["outcome"] = _("Choose whether to grant or to refuse.")
    if not wording.strip():
        errors["wording"] = WORDING_MISSING
    if outcome == Outcome.REFUSE and not reason.strip():
        errors["reason"] = REASON_MISSING
    if errors:
        raise Invalid(errors)
