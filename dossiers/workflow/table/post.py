"""A result that goes by post: handed to the carrier, delivered, or back at the desk."""

from django.utils.translation import gettext_lazy as _

from dossiers.workflow.actions import NĐ61, Action, Transition, stay, to
from dossiers.workflow.parties import DESK, OWNER, SYSTEM
from dossiers.workflow.states import IN_WORK, State
from portal.kernel.law import Citation

ROWS: dict[Action, Transition] = {
    Action.CHOOSE_RETURN: Transition(
        stay(
            State.SUBMITTED,
            State.ASKED_AT_DESK,
            *IN_WORK,
            State.ASKED_IN_APPRAISAL,
            State.PROPOSED,
            State.HELD,
            State.SIGNING,
            State.DONE,
        )
        | to(State.DONE, State.UNCLAIMED),
        OWNER,
        _("Choose how to receive the result"),
        _("The way to receive the result was chosen anew"),
        Citation(NĐ61, "16"),
    ),
    Action.POST_RESULT: Transition(
        to(State.POSTED, State.DONE),
        DESK | SYSTEM,
        _("Hand to the carrier"),
        _("Result handed to the carrier"),
        Citation(NĐ61, "20"),
    ),
    Action.DELIVER_POSTED: Transition(
        to(State.RETURNED, State.POSTED, State.DONE),
        SYSTEM,
        _("Report the delivery"),
        _("Result delivered by post"),
        Citation(NĐ61, "20"),
    ),
    Action.FAIL_POSTED: Transition(
        to(State.DONE, State.POSTED),
        SYSTEM | DESK,
        _("Report the failed delivery"),
        _("The post could not deliver; the result waits again"),
        Citation(NĐ61, "20"),
    ),
}
