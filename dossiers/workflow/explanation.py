"""The life of an explanation case as one table: from an opinion on the handling to the reply."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dossiers.workflow.actions import Transition, to
from dossiers.workflow.parties import LEADER, OFFICER, OWNER, SYSTEM
from portal.kernel.law import Citation


class ExplanationState(StrEnum):
    OPEN = "OPEN"
    NAMED = "NAMED"
    DRAFTED = "DRAFTED"
    ANSWERED = "ANSWERED"


STATE_LABELS: dict[ExplanationState, Promise] = {
    ExplanationState.OPEN: _("Received, no official named yet"),
    ExplanationState.NAMED: _("An official prepares the answer"),
    ExplanationState.DRAFTED: _("Waiting for the approval of the head"),
    ExplanationState.ANSWERED: pgettext_lazy("complaint about handling", "Answered"),
}


class ExplanationAction(StrEnum):
    OPEN = "open"
    NAME = "name"
    DRAFT = "draft"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    MISS = "miss"


TRACKED = Citation("01/2018/TT-VPCP", "17", "1", "đ")
_S = ExplanationState

EXPLANATIONS: dict[ExplanationAction, Transition] = {
    ExplanationAction.OPEN: Transition(
        to(_S.OPEN, None), OWNER | SYSTEM, _("Ask for an explanation"), _("Received"), TRACKED
    ),
    ExplanationAction.NAME: Transition(
        to(_S.NAMED, _S.OPEN, _S.NAMED),
        LEADER,
        _("Name the official"),
        _("Official named"),
        TRACKED,
    ),
    ExplanationAction.DRAFT: Transition(
        to(_S.DRAFTED, _S.NAMED),
        OFFICER,
        _("Submit the draft answer"),
        _("Draft submitted to the head"),
        TRACKED,
    ),
    ExplanationAction.SEND_BACK: Transition(
        to(_S.NAMED, _S.DRAFTED),
        LEADER,
        _("Send the draft back"),
        _("Draft sent back with remarks"),
        TRACKED,
    ),
    ExplanationAction.APPROVE: Transition(
        to(_S.ANSWERED, _S.DRAFTED),
        LEADER,
        _("Approve and send"),
        _("Approved; the answer was sent"),
        TRACKED,
    ),
    ExplanationAction.MISS: Transition(
        {state: state for state in (_S.OPEN, _S.NAMED, _S.DRAFTED)},
        SYSTEM,
        _("Report an overdue answer"),
        _("The answer is overdue; the head was told"),
        TRACKED,
    ),
}
