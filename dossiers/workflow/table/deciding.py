"""From the proposal to the signed result and its hand-over."""

from django.utils.translation import gettext_lazy as _

from dossiers.workflow.actions import NĐ45, NĐ61, Action, Clock, Transition, stay, to
from dossiers.workflow.parties import DESK, LEADER, OFFICER, SYSTEM
from dossiers.workflow.states import IN_WORK, READY, State
from portal.kernel.law import Citation

ROWS: dict[Action, Transition] = {
    Action.PROPOSE: Transition(
        to(State.PROPOSED, *IN_WORK),
        OFFICER,
        _("Propose a decision"),
        _("Decision proposed to the leader"),
        Citation(NĐ61, "19", "2"),
        taken_back=True,
    ),
    Action.PROPOSE_AT_DESK: Transition(
        to(State.PROPOSED, *IN_WORK),
        DESK,
        _("Prepare the result while the applicant waits"),
        _("Result prepared at the counter; a leader decides while the applicant waits"),
        Citation(NĐ61, "17", "4"),
        taken_back=True,
    ),
    Action.SEND_BACK: Transition(
        to(State.PROCESSING, State.PROPOSED),
        LEADER,
        _("Send back to the official"),
        _("Sent back to the official with remarks"),
        Citation(NĐ61, "19", "2"),
    ),
    Action.DECIDE: Transition(
        to(State.HELD, State.PROPOSED),
        LEADER,
        _("Decide"),
        _("Decided by a leader of the agency"),
        Citation(NĐ61, "19", "2"),
    ),
    Action.RECALL: Transition(
        to(State.PROPOSED, State.HELD),
        LEADER,
        _("Recall the decision"),
        _("The decision was recalled before it left"),
        Citation(NĐ61, "19", "2"),
    ),
    Action.LET_OUT: Transition(
        to(State.SIGNING, State.HELD),
        LEADER | SYSTEM,
        _("Send the decision now"),
        _("Decision made; the result is being signed"),
        Citation(NĐ61, "19", "2"),
        Clock.STOP,
    ),
    Action.COMPLETE_SIGNING: Transition(
        to(State.DONE, State.SIGNING),
        SYSTEM,
        _("Sign"),
        _("Result signed"),
        Citation(NĐ45, "14"),
    ),
    Action.FAIL_SIGNING: Transition(
        stay(State.SIGNING),
        SYSTEM,
        _("Report failed signing"),
        _("Signing failed; the unit in charge can start it again"),
        Citation(NĐ45, "14"),
    ),
    Action.RETRY_SIGNING: Transition(
        stay(State.SIGNING),
        OFFICER | LEADER,
        _("Sign again"),
        _("Signing started again"),
        Citation(NĐ45, "14"),
    ),
    Action.RELEASE_UNPAID: Transition(
        stay(State.DONE),
        LEADER,
        _("Let the result go before it is paid for"),
        _("A leader let the result be handed out before it is paid for"),
        Citation(NĐ61, "20"),
    ),
    Action.RETURN_RESULT: Transition(
        to(State.RETURNED, *READY),
        DESK | SYSTEM,
        _("Hand over the result"),
        _("Result handed over"),
        Citation(NĐ61, "20"),
    ),
    Action.REMIND_RESULT: Transition(
        stay(State.DONE),
        SYSTEM,
        _("Remind of the result"),
        _("You were reminded that the result is ready"),
        Citation(NĐ61, "20"),
        silent=True,
    ),
    Action.LEAVE_UNCLAIMED: Transition(
        to(State.UNCLAIMED, State.DONE),
        SYSTEM,
        _("Put away a result that nobody fetched"),
        _("Nobody has fetched the result; it is kept at the desk"),
        Citation(NĐ61, "20"),
    ),
}
