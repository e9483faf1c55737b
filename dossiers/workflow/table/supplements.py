"""Asking the applicant for what is missing, and his answer."""

from django.utils.translation import gettext_lazy as _

from dossiers.workflow.actions import NĐ45, NĐ61, Action, Clock, Transition, to
from dossiers.workflow.parties import DESK, LEADER, OFFICER, OWNER
from dossiers.workflow.states import IN_WORK, State
from portal.kernel.law import Citation

ROWS: dict[Action, Transition] = {
    Action.ASK_AT_DESK: Transition(
        to(State.ASKED_AT_DESK, State.SUBMITTED),
        DESK,
        _("Ask for what is missing"),
        _("Asked to complete the dossier"),
        Citation(NĐ61, "17", "1", "a"),
        Clock.WAIT,
    ),
    Action.ANSWER_AT_DESK: Transition(
        to(State.SUBMITTED, State.ASKED_AT_DESK),
        OWNER,
        _("Send what was asked for"),
        _("The missing items were sent"),
        Citation(NĐ45, "11", "4"),
        Clock.START_REPLY,
    ),
    Action.ASK_IN_APPRAISAL: Transition(
        to(State.ASKED_IN_APPRAISAL, *IN_WORK),
        OFFICER | LEADER,
        _("Ask for what is missing"),
        _("Asked to complete the dossier"),
        Citation(NĐ61, "19", "4"),
        Clock.WAIT,
    ),
    Action.ANSWER_IN_APPRAISAL: Transition(
        to(State.PROCESSING, State.ASKED_IN_APPRAISAL),
        OWNER,
        _("Send what was asked for"),
        _("The missing items were sent"),
        Citation(NĐ61, "19", "4"),
        Clock.RESUME,
    ),
}
