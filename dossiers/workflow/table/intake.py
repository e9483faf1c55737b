"""Sending, and the first answer of the desk."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dossiers.workflow.actions import NĐ45, NĐ61, Action, Clock, Transition, stay, to
from dossiers.workflow.parties import DESK, OWNER, SYSTEM
from dossiers.workflow.states import State
from portal.kernel.law import Citation

ROWS: dict[Action, Transition] = {
    Action.SUBMIT: Transition(
        {None: State.SUBMITTED},
        OWNER,
        _("Send the dossier"),
        _("Dossier sent; the system confirmed receipt"),
        Citation(NĐ45, "11", "1"),
        Clock.START_REPLY,
    ),
    Action.RECEIVE: Transition(
        {None: State.SUBMITTED},
        DESK,
        _("Receive at the counter"),
        _("Received at the counter of the one-stop desk"),
        Citation(NĐ61, "17", "1"),
    ),
    Action.ACCEPT: Transition(
        to(State.ACCEPTED, State.SUBMITTED),
        DESK,
        pgettext_lazy("verb", "Accept"),
        _("Accepted; code and receipt issued"),
        Citation(NĐ61, "17", "1", "c"),
        Clock.START,
    ),
    Action.REFUSE: Transition(
        to(State.REFUSED, State.SUBMITTED),
        DESK,
        pgettext_lazy("verb", "Refuse"),
        _("Not accepted"),
        Citation(NĐ61, "17", "1", "b"),
        Clock.STOP,
    ),
    Action.WARN_REPLY: Transition(
        stay(State.SUBMITTED),
        SYSTEM,
        _("Warn that the reply is due"),
        _("The desk was reminded that its reply is due"),
        Citation(NĐ45, "11", "4"),
    ),
    Action.MISS_REPLY: Transition(
        stay(State.SUBMITTED),
        SYSTEM,
        _("Report a missed reply"),
        _("The reply is overdue; the head of the agency was told"),
        Citation(NĐ45, "11", "4"),
    ),
}
