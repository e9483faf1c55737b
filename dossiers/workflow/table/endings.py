"""Ways to end without a result, and the way back when the agency was wrong."""

from django.utils.translation import gettext_lazy as _

from dossiers.workflow.actions import NĐ61, NĐ118, Action, Clock, Transition, to
from dossiers.workflow.parties import DESK, LEADER, OFFICER, OWNER, SYSTEM
from dossiers.workflow.states import IN_WORK, READY, State
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
    Action.GIVE_BACK: Transition(
        to(State.GIVEN_BACK, State.ASKED_IN_APPRAISAL),
        OFFICER | LEADER | SYSTEM,
        _("Give the dossier back"),
        _("Given back: what was asked for did not come in time"),
        Citation(NĐ61, "19", "4"),
        Clock.STOP,
    ),
    Action.REFUSE_LAPSED: Transition(
        to(State.REFUSED, State.ASKED_AT_DESK),
        DESK | SYSTEM,
        _("Refuse: nothing came in time"),
        _("Not accepted: what was asked for did not come in time"),
        Citation(NĐ61, "17", "1", "b"),
        Clock.STOP,
    ),
    Action.REOPEN: Transition(
        to(State.PROCESSING, *READY, State.RETURNED, State.STOPPED, State.GIVEN_BACK),
        LEADER,
        _("Correct a mistake of the agency"),
        _("Taken up again: the agency corrects its own mistake and apologises"),
        Citation(NĐ61, "21", "1"),
    ),
}
