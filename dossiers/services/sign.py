"""What follows a decision: the signed result reaches the dossier, or an official sees its failure.

Making and signing the paper belongs to `portal.documents`; it tells `followed` how it ended.
"""

from datetime import datetime

from dossiers.models import Dossier
from dossiers.models.dossier import ReturnWay
from dossiers.selectors.clock import days_worked
from dossiers.selectors.refusal import refusal_of
from dossiers.services.change import Change, changing
from dossiers.services.enter_result import enter_result
from dossiers.services.money.demand import ask_when
from dossiers.services.papers import order_paper
from dossiers.services.reopen import finish_correction
from dossiers.services.return_result import return_result
from dossiers.services.shipments.ready import result_ready
from dossiers.services.tell import tell
from dossiers.services.wallet.keep import keep_result
from dossiers.workflow import Action
from portal.audit.models import Event
from portal.documents.models import IssuedDocument
from portal.documents.selectors import issued_for
from portal.documents.services import sign_again
from portal.documents.workflow import PaperKind, Signing
from portal.messaging.services import notify
from procedures.models.choices import CollectWhen


def followed(document: IssuedDocument, event: Event) -> None:
    """A paper of a dossier was signed or its signing failed; results move their dossier on."""
    if document.kind != PaperKind.RESULT:
        return
    dossier = Dossier.objects.get(pk=document.subject_id)
    if document.signing == Signing.SIGNED:
        complete_signing(dossier=dossier, document=document, at=document.signed_at)
    elif document.signing == Signing.FAILED:
        fail_signing(dossier=dossier, reason=document.signing_error)


def complete_signing(*, dossier, document: IssuedDocument, at: datetime | None = None):
    """The result is signed: tell the citizen. An electronic result is thereby handed over.

    Raises `Conflict` when the dossier is no longer being signed.
    """
    with changing(
        dossier, Action.COMPLETE_SIGNING, by=None, expected_version=None, at=at
    ) as change:
        change.dossier.signing_error = ""
        change.dossier.deadline_at = None
        event = change.record(paper=document.pk, **_outcome(change, document))
        entry = enter_result(change.dossier, document, change.at)
        if entry is not None:
            keep_result(entry, change.at)
        ask_when(CollectWhen.RETURN, change.dossier, change.actor, change.at)
        tell(
            event,
            f"dossiers/result_{change.dossier.return_way.lower()}_for_citizen",
            change.dossier,
            {"dossier": change.dossier, "refusal": refusal_of(change.dossier)},
            change.dossier.get_absolute_url(),
        )
        if change.dossier.return_way == ReturnWay.ONLINE:
            return_result(dossier=change.dossier, at=change.at)
        result_ready(change.dossier, change.at)
    return change.dossier


def _outcome(change: Change, document: IssuedDocument) -> dict[str, int]:
    """What the event says of the work: the days it took, or the mistake it put right."""
    correction = finish_correction(change.dossier, document, change.actor, change.at)
    if correction is not None:
        return {"correction": correction.pk}
    return {"days": days_worked(change.dossier, change.at)}


def fail_signing(*, dossier, reason: str, at: datetime | None = None):
    """The last try failed: the dossier shows it to the unit, which can start again."""
    with changing(dossier, Action.FAIL_SIGNING, by=None, expected_version=None, at=at) as change:
        change.dossier.signing_error = reason[:300]
        event = change.record()
        decision = change.dossier.decisions.filter(revoked_at=None).select_related("by").first()
        notify(
            event,
            "dossiers/signing_failed_for_official",
            decision.by,
            {"dossier": change.dossier, "reason": change.dossier.signing_error},
            change.dossier.desk_url,
        )
    return change.dossier


def retry_signing(*, dossier, by, expected_version: int, at: datetime | None = None):
    """Sign the result once more, making it first where that failed. Raises `NotAllowed`,
    `Conflict`.
    """
    with changing(
        dossier, Action.RETRY_SIGNING, by=by, expected_version=expected_version, at=at
    ) as change:
        change.dossier.signing_error = ""
        event = change.record()
        unsigned = issued_for(change.dossier).filter(signing=Signing.FAILED).first()
        if unsigned is None:
            order_paper(PaperKind.RESULT, event, change.dossier)
        else:
            sign_again(document=unsigned, by=change.actor)
    return change.dossier
