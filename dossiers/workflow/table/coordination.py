"""Other agencies asked to work on a dossier, and their answers."""

from django.utils.translation import gettext_lazy as _

from dossiers.workflow.actions import NĐ61, Action, Transition, stay, to
from dossiers.workflow.parties import ASKED, LEADER, OFFICER, SYSTEM
from dossiers.workflow.states import IN_WORK, State
from portal.kernel.law import Citation

# The agencies asked go on while the applicant completes the dossier.
MEANWHILE = (*IN_WORK, State.ASKED_IN_APPRAISAL, State.PAYMENT_ASKED)

ROWS: dict[Action, Transition] = {
    Action.COORDINATE: Transition(
        to(State.PROCESSING, *IN_WORK),
        OFFICER | LEADER,
        _("Ask other agencies"),
        _("Other agencies were asked"),
        Citation(NĐ61, "19", "6"),
    ),
    Action.ANSWER_TASK: Transition(
        stay(*MEANWHILE),
        ASKED,
        _("Send the answer"),
        _("An agency that was asked has answered"),
        Citation(NĐ61, "19", "5"),
    ),
    Action.CALL_OFF_TASK: Transition(
        stay(*MEANWHILE),
        OFFICER | LEADER,
        _("Call off a request"),
        _("A request to another agency was called off"),
        Citation(NĐ61, "19", "6"),
    ),
    Action.GO_ON: Transition(
        stay(*MEANWHILE),
        OFFICER | LEADER,
        _("Go on with the next agency"),
        _("The next agency was asked in spite of a refusal"),
        Citation(NĐ61, "19", "6"),
    ),
    Action.WARN_TASK: Transition(
        stay(*MEANWHILE),
        SYSTEM,
        _("Remind an agency that was asked"),
        _("An agency that was asked was reminded"),
        Citation(NĐ61, "19", "5"),
    ),
    Action.MISS_TASK: Transition(
        stay(*MEANWHILE),
        SYSTEM,
        _("Report a missing answer"),
        _("An agency that was asked has not answered in time; the heads were told"),
        Citation(NĐ61, "19", "5"),
    ),
}
