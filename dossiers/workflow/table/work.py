"""Who works on a dossier, and what units say of it."""

from django.utils.translation import gettext_lazy as _

from dossiers.workflow.actions import NĐ61, Action, Transition, stay, to
from dossiers.workflow.parties import LEADER, OFFICER
from dossiers.workflow.states import IN_WORK, State
from portal.kernel.law import Citation

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
    ),
    Action.ASSIGN: Transition(
        TAKES_UP,
        OFFICER | LEADER,
        _("Assign"),
        _("Assigned to an official"),
        Citation(NĐ61, "19", "1"),
    ),
    Action.FORWARD: Transition(
        stay(*IN_WORK),
        OFFICER | LEADER,
        _("Forward"),
        _("Forwarded inside the agency"),
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
