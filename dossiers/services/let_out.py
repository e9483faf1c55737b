"""The ten minutes after a decision: it leaves by itself, at once on request, or is recalled."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import Decision, Dossier, Proposal
from dossiers.permissions import leads_over
from dossiers.rules.hold import hold_of
from dossiers.selectors.terms import is_immediate
from dossiers.services.change import changing
from dossiers.services.papers import order_paper
from dossiers.workflow import Action
from portal.audit.models import Event
from portal.documents.workflow import PaperKind
from portal.integrations.services import put
from portal.messaging.services import notify

HANDLER = "dossiers.let_out"


def hold_for(dossier: Dossier, at: datetime) -> timedelta:
    """How long a decision made at `at` waits before it leaves."""
    minutes = settings.DECISION_HOLD_MINUTES
    return hold_of(timezone.localdate(at), minutes, is_immediate(dossier))


def wait_or_let_out(dossier: Dossier, decision: Decision, event: Event) -> None:
    """What follows a decision, in its transaction: the hold, or at once what comes after it."""
    if decision.hold_until <= decision.at:
        let_out(dossier=dossier, by=None, at=decision.at)
        return
    put(
        HANDLER,
        event,
        recipient=f"dossier:{dossier.pk}",
        channel="decision",
        payload={"dossier": dossier.pk, "decision": decision.pk},
        not_before=decision.hold_until,
    )


def let_out(
    *,
    dossier: Dossier,
    by,
    expected_version: int | None = None,
    decision_id: int | None = None,
    at: datetime | None = None,
) -> Dossier:
    """End the hold and order the result to be made and signed: by the portal (`by=None`) when the
    time is over, or by a leader who does not want to wait.

    Raises `Conflict` when the decision was recalled meanwhile, or replaced by one that is not
    `decision_id`; `NotAllowed`.
    """
    with changing(
        dossier, Action.LET_OUT, by=by, expected_version=expected_version, at=at
    ) as change:
        decision = change.dossier.decisions.get(revoked_at=None)
        if decision_id is not None and decision.pk != decision_id:
            raise Conflict(change.dossier)
        if by is None and decision.hold_until > change.at:
            raise Conflict(change.dossier)
        event = change.record(decision=decision.pk)
        order_paper(PaperKind.RESULT, event, change.dossier)
    return change.dossier


def recall(
    *, dossier, by, expected_version: int, reason: str, at: datetime | None = None
) -> Proposal:
    """Take a decision back before it has left: by whoever made it or his superior, with a reason.
    The proposal waits for a decision again; the proposer is told, the applicant never is.

    Raises `Invalid` without a reason; `NotAllowed`; `Conflict` once it has left.
    """
    reason = reason.strip()
    if not reason:
        raise Invalid({"reason": _("Write why: whoever decides next reads it.")})
    with changing(
        dossier, Action.RECALL, by=by, expected_version=expected_version, at=at
    ) as change:
        decision = change.dossier.decisions.select_related("proposal__by").get(revoked_at=None)
        day = timezone.localdate(change.at)
        if by != decision.by and not leads_over(by, decision.by, day):
            raise NotAllowed(_("Only the leader who decided, or his superior, recalls it."))
        decision.revoked_at, decision.recalled_by = change.at, by
        decision.recall_reason = reason
        decision.save(update_fields=["revoked_at", "recalled_by", "recall_reason"])
        proposal = decision.proposal
        proposal.closed_at = None
        proposal.save(update_fields=["closed_at"])
        change.dossier.decided_at = None
        event = change.record(decision=decision.pk)
        context, link = {"dossier": change.dossier}, change.dossier.desk_url
        notify(event, "dossiers/recalled_for_official", proposal.by, context, link)
    return proposal
