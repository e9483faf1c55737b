"""What happens to the dates of a dossier."""

from django.utils.translation import gettext_lazy as _

from dossiers.workflow.actions import NĐ61, NĐ118, Action, Clock, Transition, stay
from dossiers.workflow.parties import LEADER, OFFICER, SYSTEM
from dossiers.workflow.states import IN_WORK, State
from portal.kernel.law import Citation

ROWS: dict[Action, Transition] = {
    Action.RECOMPUTE: Transition(
        stay(State.SUBMITTED, *IN_WORK, State.PROPOSED),
        SYSTEM,
        _("Compute the date again"),
        _("The working calendar changed; the date was computed again"),
        Citation(NĐ118, "17", "3"),
    ),
    Action.BEGIN_CLOCK: Transition(
        stay(*IN_WORK),
        SYSTEM,
        _("Start the clock"),
        _("Received by the agency in charge; the time limit begins"),
        Citation(NĐ118, "17", "3"),
        Clock.START,
    ),
    Action.START_WAIT: Transition(
        stay(*IN_WORK),
        OFFICER | LEADER,
        _("Wait for somebody else"),
        _("Waiting for somebody outside the agency"),
        Citation(NĐ61, "19", "5"),
        Clock.WAIT,
    ),
    Action.END_WAIT: Transition(
        stay(*IN_WORK),
        OFFICER | LEADER,
        _("End the waiting"),
        _("What was waited for has come"),
        Citation(NĐ61, "19", "5"),
        Clock.RESUME,
    ),
    Action.ARRANGE_VERIFICATION: Transition(
        stay(*IN_WORK),
        OFFICER | LEADER,
        _("Arrange a verification"),
        _("A verification was arranged"),
        Citation(NĐ61, "19", "3"),
        Clock.WAIT,
    ),
    Action.RECORD_VERIFICATION: Transition(
        stay(*IN_WORK),
        OFFICER | LEADER,
        _("Record what the verification found"),
        _("The verification was recorded"),
        Citation(NĐ61, "19", "3"),
        Clock.RESUME,
    ),
    Action.EXTEND_LIMIT: Transition(
        stay(*IN_WORK, State.PROPOSED),
        LEADER,
        _("Extend the limit of a hard case"),
        _("The limit was extended as the procedure allows for hard cases"),
        Citation(NĐ118, "17", "3"),
    ),
}
