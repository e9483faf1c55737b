"""A finished dossier taken up again because the agency was wrong, and the corrected result."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid, NotAllowed
from dossiers.models import Correction, Dossier
from dossiers.permissions import leads_over
from dossiers.selectors.clock import open_correction
from dossiers.services.change import changing
from dossiers.services.clock import set_return_due
from dossiers.services.tell import tell
from dossiers.workflow import Action
from portal.agencies.selectors import post_title
from portal.audit.actors import Actor
from portal.documents.models import IssuedDocument
from portal.documents.selectors import issued_for
from portal.documents.services import replace
from portal.documents.workflow import PaperKind, Validity
from portal.messaging.services import notify

ON_THE_PAPER = "Cơ quan giải quyết đính chính sai sót của mình."


def reopen(
    *, dossier, by, expected_version: int, reason: str, at: datetime | None = None
) -> Correction:
    """Take a finished dossier up again, by a superior with a written reason: same code, no fee, a
    limit of its own. The person is told with an apology; the earlier result counts until the
    corrected one replaces it (NĐ 61/2018, art. 21(1)).

    Raises `Invalid` without a reason; `NotAllowed` for who is not above the decider; `Conflict`.
    """
    reason = reason.strip()
    if not reason:
        raise Invalid({"reason": _("Write what was wrong: the applicant reads it.")})
    with changing(
        dossier, Action.REOPEN, by=by, expected_version=expected_version, at=at
    ) as change:
        dossier, day = change.dossier, timezone.localdate(change.at)
        _set_aside(dossier, by, change.at)
        correction = Correction.objects.create(
            dossier=dossier,
            reason=reason,
            by=by,
            post_title=post_title(by, change.actor.agency_id, day),
            at=change.at,
            document=_result_in_force(dossier),
        )
        due = set_return_due(dossier, change.at)
        event = change.record(correction=correction.pk, due=due.pk)
        context = {"dossier": dossier, "correction": correction, "due": due}
        link = dossier.get_absolute_url()
        tell(event, "dossiers/reopened_for_citizen", dossier, context, link)
        if dossier.assignee is not None:
            about = "dossiers/reopened_for_official"
            notify(event, about, dossier.assignee, context, dossier.desk_url)
    return correction


def _set_aside(dossier: Dossier, by, at: datetime) -> None:
    """What was decided makes room for what will be; it stays on record. So does an earlier
    correction that ended without a result.
    """
    Correction.objects.filter(dossier=dossier, done_at=None).update(done_at=at)
    decision = dossier.decisions.filter(revoked_at=None).select_related("by").first()
    if decision is not None:
        if not leads_over(by, decision.by, timezone.localdate(at)):
            raise NotAllowed(_("Only whoever decided, or his superior, takes it up again."))
        decision.revoked_at = at
        decision.save(update_fields=["revoked_at"])
    dossier.closed_at = dossier.decided_at = None
    dossier.received_by = dossier.closing_reason = ""


def _result_in_force(dossier: Dossier) -> IssuedDocument | None:
    rows = issued_for(dossier).filter(kind=PaperKind.RESULT, state=Validity.VALID)
    return rows.last()


def finish_correction(
    dossier: Dossier, document: IssuedDocument, actor: Actor, at: datetime
) -> Correction | None:
    """The corrected result is signed: it takes the place of the one that was wrong. None when
    nothing was being corrected. Inside the change of the dossier.
    """
    correction = open_correction(dossier)
    if correction is None:
        return None
    before = correction.document
    if before is not None and before.state == Validity.VALID:
        replace(document=before, successor=document, reason=ON_THE_PAPER, by=actor, at=at)
    correction.done_at = at
    correction.save(update_fields=["done_at"])
    return correction
