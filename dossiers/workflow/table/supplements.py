"""Asking the applicant for what is missing, and his answer."""

from django.utils.translation import gettext_lazy as _

from dossiers.workflow.actions import NĐ45, NĐ61, NĐ118, Action, Clock, Transition, stay, to
from dossiers.workflow.parties import DESK, LEADER, OFFICER, OWNER, SYSTEM
from dossiers.workflow.states import IN_WORK, State
from portal.kernel.law import Citation

ROWS: dict[Action, Transition] = {
    Action.ASK_AT_DESK: Transition(
        to(State.ASKED_AT_DESK, State.SUBMITTED),
        DESK,
        _("Ask for what is missing"),
        _("Asked to complete the dossier"),
        Citation(NĐ61, "17", "1", "a"),
        Clock.WAIT,
    ),
    Action.ANSWER_AT_DESK: Transition(
        to(State.SUBMITTED, State.ASKED_AT_DESK),
        OWNER,
        _("Send what was asked for"),
        _("The missing items were sent"),
        Citation(NĐ45, "11", "4"),
        Clock.START_REPLY,
    ),
    Action.ASK_IN_APPRAISAL: Transition(
        to(State.ASKED_IN_APPRAISAL, *IN_WORK),
        OFFICER | LEADER,
        _("Ask for what is missing"),
        _("Asked to complete the dossier"),
        Citation(NĐ61, "19", "4"),
        Clock.WAIT,
    ),
    Action.ANSWER_IN_APPRAISAL: Transition(
        to(State.PROCESSING, State.ASKED_IN_APPRAISAL),
        OWNER,
        _("Send what was asked for"),
        _("The missing items were sent"),
        Citation(NĐ61, "19", "4"),
        Clock.RESUME,
    ),
    Action.DRAFT_ASKING_AT_DESK: Transition(
        stay(State.SUBMITTED),
        DESK,
        _("Ask again, with a superior's approval"),
        _("A further request was drafted; a superior decides on it"),
        Citation(NĐ61, "15", "3"),
    ),
    Action.DRAFT_ASKING_IN_APPRAISAL: Transition(
        stay(*IN_WORK),
        OFFICER | LEADER,
        _("Draft a request for what is missing"),
        _("A request for what is missing was drafted"),
        Citation(NĐ61, "15", "3"),
    ),
    Action.GRANT_ASKING: Transition(
        to(State.ASKED_AT_DESK, State.SUBMITTED) | to(State.ASKED_IN_APPRAISAL, *IN_WORK),
        LEADER,
        _("Approve the further request"),
        _("Asked to complete the dossier once more, with the approval of a superior"),
        Citation(NĐ61, "15", "3"),
        Clock.WAIT,
    ),
    Action.DENY_ASKING: Transition(
        stay(State.SUBMITTED, *IN_WORK),
        LEADER,
        _("Do not approve the further request"),
        _("The further request was not approved"),
        Citation(NĐ61, "15", "3"),
    ),
    Action.SEND_ASKING: Transition(
        to(State.ASKED_IN_APPRAISAL, *IN_WORK),
        DESK,
        _("Send the request to the applicant"),
        _("Asked to complete the dossier"),
        Citation(NĐ61, "5", "1"),
        Clock.WAIT,
    ),
    Action.RETURN_ASKING: Transition(
        stay(*IN_WORK),
        DESK,
        _("Give the request back to the unit"),
        _("The desk gave the drafted request back"),
        Citation(NĐ61, "5", "1"),
    ),
    Action.CHECK_AT_DESK: Transition(
        stay(State.SUBMITTED),
        DESK,
        _("Tick off what was mended"),
        _("What was mended has been looked at"),
        Citation(NĐ61, "17", "1", "a"),
        silent=True,
    ),
    Action.CHECK_IN_APPRAISAL: Transition(
        stay(*IN_WORK),
        OFFICER | LEADER,
        _("Tick off what was mended"),
        _("What was mended has been looked at"),
        Citation(NĐ61, "19", "4"),
        silent=True,
    ),
    Action.ATTACH_HELD_AT_DESK: Transition(
        stay(State.SUBMITTED),
        DESK,
        _("Use a paper that is held already"),
        _("A paper that was held already was added, so that nobody need ask for it"),
        Citation(NĐ118, "4", "2a"),
    ),
    Action.ATTACH_HELD_IN_APPRAISAL: Transition(
        stay(*IN_WORK),
        OFFICER | LEADER,
        _("Use a paper that is held already"),
        _("A paper that was held already was added, so that nobody need ask for it"),
        Citation(NĐ118, "4", "2a"),
    ),
    Action.REMIND_SUPPLEMENT: Transition(
        stay(State.ASKED_AT_DESK, State.ASKED_IN_APPRAISAL),
        SYSTEM,
        _("Remind of what is missing"),
        _("You were reminded of what is missing"),
        Citation(NĐ61, "15", "3"),
        silent=True,
    ),
    Action.SUPPLEMENT_LAPSED: Transition(
        stay(State.ASKED_AT_DESK, State.ASKED_IN_APPRAISAL),
        SYSTEM,
        _("Report that nothing was sent in time"),
        _("The time to complete the dossier is over and nothing has come"),
        Citation(NĐ61, "15", "3"),
    ),
}
