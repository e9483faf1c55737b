"""Waiting for a payment. That money came is no move of its own: it can come in every state."""

from django.utils.translation import gettext_lazy as _

from dossiers.workflow.actions import NĐ45, NĐ61, Action, Clock, Transition, stay, to
from dossiers.workflow.parties import DESK, LEADER, OFFICER, SYSTEM
from dossiers.workflow.states import IN_WORK, State
from portal.kernel.law import Citation

ROWS: dict[Action, Transition] = {
    Action.ASK_PAYMENT_AT_DESK: Transition(
        to(State.PAYMENT_ASKED, State.SUBMITTED),
        DESK,
        _("Ask to pay before going on"),
        _("Asked to pay; the dossier waits for it"),
        Citation(NĐ61, "22"),
        Clock.WAIT,
    ),
    Action.PAID_AT_DESK: Transition(
        to(State.SUBMITTED, State.PAYMENT_ASKED),
        SYSTEM,
        _("Go on after payment"),
        _("Paid; the dossier goes on"),
        Citation(NĐ45, "13"),
        Clock.START_REPLY,
    ),
    Action.DROP_PAYMENT_AT_DESK: Transition(
        to(State.SUBMITTED, State.PAYMENT_ASKED),
        DESK,
        _("Go on without payment"),
        _("Goes on without waiting for the payment; it is collected later"),
        Citation(NĐ61, "22"),
        Clock.START_REPLY,
    ),
    Action.ASK_PAYMENT_IN_APPRAISAL: Transition(
        to(State.PAYMENT_ASKED, *IN_WORK),
        OFFICER | LEADER,
        _("Ask to pay before going on"),
        _("Asked to pay; the dossier waits for it"),
        Citation(NĐ61, "22"),
        Clock.WAIT,
    ),
    Action.PAID_IN_APPRAISAL: Transition(
        to(State.PROCESSING, State.PAYMENT_ASKED),
        SYSTEM,
        _("Go on after payment"),
        _("Paid; the dossier goes on"),
        Citation(NĐ45, "13"),
        Clock.RESUME,
    ),
    Action.DROP_PAYMENT_IN_APPRAISAL: Transition(
        to(State.PROCESSING, State.PAYMENT_ASKED),
        OFFICER | LEADER,
        _("Go on without payment"),
        _("Goes on without waiting for the payment; it is collected later"),
        Citation(NĐ61, "22"),
        Clock.RESUME,
    ),
    Action.MISS_PAYMENT: Transition(
        stay(State.PAYMENT_ASKED),
        SYSTEM,
        _("Report a missing payment"),
        _("The time to pay is over and nothing has come"),
        Citation(NĐ61, "22"),
    ),
}
