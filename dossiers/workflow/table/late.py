"""When a date comes near or has passed: warnings, and the one apology with its new date."""

from django.utils.translation import gettext_lazy as _

from dossiers.workflow.actions import NĐ61, Action, Transition, stay
from dossiers.workflow.parties import LEADER, OFFICER, SYSTEM
from dossiers.workflow.states import IN_WORK, State
from portal.kernel.law import Citation

OWED = stay(*IN_WORK, State.PROPOSED)
SOURCE = Citation(NĐ61, "19", "9")

ROWS: dict[Action, Transition] = {
    Action.WARN_DUE: Transition(
        OWED,
        SYSTEM,
        _("Warn that the date is near"),
        _("Those in charge were told that the date is near"),
        SOURCE,
        silent=True,
    ),
    Action.MISS_DUE: Transition(
        OWED,
        SYSTEM,
        _("Report a missed date"),
        _("The date has passed; the heads were told"),
        SOURCE,
        silent=True,
    ),
    Action.DRAFT_APOLOGY: Transition(
        OWED,
        SYSTEM | OFFICER | LEADER,
        _("Prepare an apology"),
        _("An apology with a new date was prepared, in case it is needed"),
        SOURCE,
        silent=True,
    ),
    Action.WRITE_APOLOGY: Transition(
        OWED,
        OFFICER | LEADER,
        _("Write the apology and the new date"),
        _("Apology written; a leader signs it"),
        SOURCE,
    ),
    Action.RETURN_APOLOGY: Transition(
        OWED,
        LEADER,
        _("Send the apology back"),
        _("Apology sent back with remarks"),
        SOURCE,
    ),
    Action.SIGN_APOLOGY: Transition(
        OWED,
        LEADER,
        _("Sign the apology"),
        _("The agency apologised and gave a new date"),
        SOURCE,
    ),
}
