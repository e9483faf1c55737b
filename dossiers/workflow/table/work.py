"""Who works on a dossier, and what units say of it."""

from django.utils.translation import gettext_lazy as _

from dossiers.workflow.actions import NĐ61, Action, Transition, stay, to
from dossiers.workflow.parties import AUTHOR, LEADER, OFFICER, SYSTEM
from dossiers.workflow.states import IN_WORK, State
from portal.kernel.law import Citation

UNDER_WAY = (*IN_WORK, State.ASKED_IN_APPRAISAL, State.PAYMENT_ASKED, State.PROPOSED)
TAKES_UP = to(State.PROCESSING, *IN_WORK) | stay(State.PROPOSED)

ROWS: dict[Action, Transition] = {
    Action.CLAIM: Transition(
        TAKES_UP,
        OFFICER | LEADER,
        _("Claim"),
        _("Claimed by an official"),
        Citation(NĐ61, "19", "1"),
    ),
    Action.RELEASE: Transition(
        stay(State.PROCESSING, State.PROPOSED),
        OFFICER | LEADER,
        _("Release"),
        _("Released for others"),
        Citation(NĐ61, "19", "1"),
        taken_back=True,
    ),
    Action.ASSIGN: Transition(
        TAKES_UP,
        OFFICER | LEADER,
        _("Assign"),
        _("Assigned to an official"),
        Citation(NĐ61, "19", "1"),
        taken_back=True,
    ),
    Action.FORWARD: Transition(
        stay(*IN_WORK),
        OFFICER | LEADER,
        _("Forward"),
        _("Forwarded inside the agency"),
        Citation(NĐ61, "19", "1"),
        taken_back=True,
    ),
    Action.HAND_BACK: Transition(
        stay(*IN_WORK),
        OFFICER | LEADER,
        _("Give back to the sender"),
        _("Given back to the unit or person it came from"),
        Citation(NĐ61, "19", "1"),
        taken_back=True,
    ),
    Action.TAKE_BACK: Transition(
        stay(*IN_WORK) | to(State.PROCESSING, State.PROPOSED),
        AUTHOR,
        _("Take back what I did last"),
        _("The last step was taken back by whoever did it"),
        Citation(NĐ61, "19", "1"),
    ),
    Action.MOVE_TO_DEPUTY: Transition(
        stay(*UNDER_WAY),
        SYSTEM,
        _("Move to the deputy"),
        _("Moved to the deputy of an absent official"),
        Citation(NĐ61, "19", "1"),
    ),
    Action.MOVE_BACK: Transition(
        stay(*UNDER_WAY),
        SYSTEM,
        _("Move back after the absence"),
        _("Moved back to the official who has returned"),
        Citation(NĐ61, "19", "1"),
    ),
    Action.OPINE: Transition(
        stay(*IN_WORK),
        OFFICER | LEADER,
        _("Give an opinion"),
        _("Opinion recorded"),
        Citation(NĐ61, "19", "5"),
    ),
}
