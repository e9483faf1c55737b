"""Ways to end without a result."""

from django.utils.translation import gettext_lazy as _

from dossiers.workflow.actions import NĐ118, Action, Clock, Transition, to
from dossiers.workflow.parties import LEADER, OWNER
from dossiers.workflow.states import IN_WORK, State
from portal.kernel.law import Citation

ROWS: dict[Action, Transition] = {
    Action.WITHDRAW: Transition(
        to(
            State.WITHDRAWN,
            State.SUBMITTED,
            State.ASKED_AT_DESK,
            State.ASKED_IN_APPRAISAL,
            State.PAYMENT_ASKED,
            *IN_WORK,
        ),
        OWNER,
        _("Withdraw the dossier"),
        _("Withdrawn by the applicant"),
        Citation(NĐ118, "17"),
        Clock.STOP,
    ),
    Action.STOP: Transition(
        to(State.STOPPED, *IN_WORK, State.PROPOSED, State.ASKED_IN_APPRAISAL),
        LEADER,
        _("Stop processing"),
        _("Processing stopped"),
        Citation(NĐ118, "17"),
        Clock.STOP,
    ),
}
