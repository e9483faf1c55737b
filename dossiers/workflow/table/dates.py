"""What happens to the dates of a dossier."""

from django.utils.translation import gettext_lazy as _

from dossiers.workflow.actions import NĐ118, Action, Transition, stay
from dossiers.workflow.parties import SYSTEM
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
}
