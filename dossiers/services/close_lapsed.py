"""The end of a dossier whose request for papers was never answered."""

from datetime import datetime

from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.errors import Conflict, Invalid
from dossiers.models import Dossier, Supplement
from dossiers.selectors.lapsed import lapsed_request, to_be_closed
from dossiers.services.change import changing
from dossiers.services.papers import order_paper
from dossiers.services.tell import tell
from dossiers.services.watch.each import tell_each
from dossiers.workflow import Action, State
from portal.documents.workflow import PaperKind

NOT_LAPSED = gettext_lazy("The applicant still has time to complete the dossier.")
PAPER = {Action.GIVE_BACK: PaperKind.GIVEN_BACK, Action.REFUSE_LAPSED: PaperKind.REFUSAL}
TEXT = {
    Action.GIVE_BACK: "dossiers/given_back_for_citizen",
    Action.REFUSE_LAPSED: "dossiers/refused_for_citizen",
}


def close_lapsed(
    *,
    dossier,
    by,
    expected_version: int | None = None,
    reason: str = "",
    at: datetime | None = None,
):
    """Give the dossier back, or refuse it when it was never accepted, because what was asked for
    did not come in time: by an official, or by the portal (`by=None`) once nobody has for as long
    as the rule says. `reason` is added to the one that the portal writes.

    Raises `Invalid` while the request has not lapsed; `NotAllowed`, `Conflict`.
    """
    at_desk = dossier.state == State.ASKED_AT_DESK
    action = Action.REFUSE_LAPSED if at_desk else Action.GIVE_BACK
    with changing(dossier, action, by=by, expected_version=expected_version, at=at) as change:
        dossier, request = change.dossier, lapsed_request(change.dossier)
        if request is None:
            raise Invalid({"reason": NOT_LAPSED})
        dossier.closing_reason = "\n".join(filter(None, (_why(request), reason.strip())))
        event = change.record(supplement=request.pk)
        order_paper(PAPER[action], event, dossier)
        context = {"dossier": dossier, "reason": dossier.closing_reason}
        tell(event, TEXT[action], dossier, context, dossier.get_absolute_url())
    return dossier


def _why(request: Supplement) -> str:
    """In Vietnamese, the language of papers."""
    asked, due = timezone.localtime(request.asked_at), timezone.localtime(request.due_at)
    with translation.override("vi"):
        return _(
            "Asked on %(asked)s to complete the dossier by %(due)s; nothing had come by then."
        ) % {"asked": f"{asked:%d/%m/%Y}", "due": f"{due:%H:%M %d/%m/%Y}"}


def close_forgotten(at: datetime | None = None) -> int:
    """Close what has waited in vain for as long as the rule leaves it open; how many."""
    at = at or timezone.now()
    return tell_each(to_be_closed(at), lambda dossier: _closed(dossier, at))


def _closed(dossier: Dossier, at: datetime) -> bool:
    """False when the applicant or an official was faster."""
    try:
        close_lapsed(dossier=dossier, by=None, at=at)
    except (Conflict, Invalid):
        return False
    return True
