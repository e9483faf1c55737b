"""The life of a dossier as one table: states, actions, who may, effect on the clock, citation.

Pages, permissions, reports, the exchange with the national portal and the printed documentation
read this table and nothing else. A state is stored by its code; its words live here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.kernel.law import Citation

NĐ61 = "61/2018/NĐ-CP"
NĐ45 = "45/2020/NĐ-CP"
NĐ118 = "118/2025/NĐ-CP"


class National(IntEnum):
    """The ten statuses of the national public service portal."""

    REGISTERED = 1
    ACCEPTED = 2
    NOT_ACCEPTED = 3
    IN_PROCESS = 4
    PAPERS_ASKED = 5
    PAYMENT_ASKED = 6
    WITHDRAWN = 7
    STOPPED = 8
    DONE = 9
    RETURNED = 10


NATIONAL_WORDS: dict[National, Promise] = {
    National.REGISTERED: _("Newly registered"),
    National.ACCEPTED: _("Accepted"),
    National.NOT_ACCEPTED: _("Not accepted"),
    National.IN_PROCESS: _("In process"),
    National.PAPERS_ASKED: _("More papers asked for"),
    National.PAYMENT_ASKED: _("Payment asked for"),
    National.WITHDRAWN: _("Withdrawn at the applicant’s request"),
    National.STOPPED: _("Processing stopped"),
    National.DONE: _("Processing finished"),
    National.RETURNED: _("Result handed over"),
}


class Party(StrEnum):
    """Who acts: the owner of the dossier, a post, or the portal itself."""

    OWNER = "OWNER"
    DESK = "DESK"
    OFFICER = "OFFICER"
    LEADER = "LEADER"
    SYSTEM = "SYSTEM"


class Clock(StrEnum):
    """What an action does to the legal clock."""

    NONE = "NONE"
    START_REPLY = "START_REPLY"
    START = "START"
    WAIT = "WAIT"
    RESUME = "RESUME"
    STOP = "STOP"


class State(StrEnum):
    SUBMITTED = "SUBMITTED"
    ASKED_AT_DESK = "ASKED_AT_DESK"
    REFUSED = "REFUSED"
    ACCEPTED = "ACCEPTED"
    PROCESSING = "PROCESSING"
    ASKED_IN_APPRAISAL = "ASKED_IN_APPRAISAL"
    PROPOSED = "PROPOSED"
    SIGNING = "SIGNING"
    DONE = "DONE"
    RETURNED = "RETURNED"
    WITHDRAWN = "WITHDRAWN"
    STOPPED = "STOPPED"


@dataclass(frozen=True)
class StateRow:
    """One state: the national status it is sent as, and its words for each reader.

    `completion` is the share of the way done in percent, the only thing besides the code that a
    stranger is told. `turn` is whose move it is.
    """

    national: National
    completion: int
    turn: Party
    label: Promise
    for_owner: Promise
    for_official: Promise
    tone: str = "info"


STATES: dict[State, StateRow] = {
    State.SUBMITTED: StateRow(
        National.REGISTERED,
        10,
        Party.DESK,
        _("Sent, waiting for acceptance"),
        _("An official checks your dossier and answers within the reply time shown here."),
        _(
            "Check the papers, then accept, ask once for what is missing, or refuse with "
            "the reason."
        ),
    ),
    State.ASKED_AT_DESK: StateRow(
        National.PAPERS_ASKED,
        15,
        Party.OWNER,
        _("More papers needed before acceptance"),
        _(
            "Complete the items named below and send them. You do not need to fill in the"
            " rest again."
        ),
        _("Waiting for the applicant. Nothing to do until the answer arrives."),
        "warn",
    ),
    State.REFUSED: StateRow(
        National.NOT_ACCEPTED,
        100,
        Party.OWNER,
        _("Not accepted"),
        _("The reason is in the refusal paper. You may put it right and file again."),
        _("Finished. The refusal paper has been sent."),
        "bad",
    ),
    State.ACCEPTED: StateRow(
        National.ACCEPTED,
        30,
        Party.OFFICER,
        _("Accepted"),
        _("Your dossier has its code and its date of return. The unit in charge takes it up next."),
        _("Claim it or assign it to an official."),
    ),
    State.PROCESSING: StateRow(
        National.IN_PROCESS,
        50,
        Party.OFFICER,
        _("In process"),
        _("The unit in charge is examining your dossier."),
        _("Examine it and propose a decision."),
    ),
    State.ASKED_IN_APPRAISAL: StateRow(
        National.PAPERS_ASKED,
        45,
        Party.OWNER,
        _("More papers needed"),
        _(
            "Complete the items named below and send them. "
            "The time limit is counted anew by the rule of this procedure."
        ),
        _("Waiting for the applicant. The legal clock follows the rule of this procedure."),
        "warn",
    ),
    State.PROPOSED: StateRow(
        National.IN_PROCESS,
        75,
        Party.LEADER,
        _("Waiting for the decision"),
        _("The examination is finished. A leader of the agency decides next."),
        _("A leader other than the proposer decides or sends it back."),
    ),
    State.SIGNING: StateRow(
        National.IN_PROCESS,
        90,
        Party.SYSTEM,
        _("Decided, the result is being signed"),
        _("The decision has been made. You are told as soon as the result is signed."),
        _(
            "The portal is making and signing the result. If it fails you see it here and"
            " can try again."
        ),
    ),
    State.DONE: StateRow(
        National.DONE,
        100,
        Party.DESK,
        _("Result ready"),
        _("The result is ready. Collect it at the desk with your receipt."),
        _("Hand out the result and record who received it."),
        "ok",
    ),
    State.RETURNED: StateRow(
        National.RETURNED,
        100,
        Party.OWNER,
        _("Result handed over"),
        _("You have the result. Tell us how it went."),
        _("Finished."),
        "ok",
    ),
    State.WITHDRAWN: StateRow(
        National.WITHDRAWN,
        100,
        Party.OWNER,
        _("Withdrawn"),
        _("You have withdrawn this dossier. You may file again at any time."),
        _("Finished: withdrawn by the applicant."),
        "bad",
    ),
    State.STOPPED: StateRow(
        National.STOPPED,
        100,
        Party.OWNER,
        _("Stopped"),
        _("Processing has been stopped. The reason is in the paper sent to you."),
        _("Finished: stopped."),
        "bad",
    ),
}


class Action(StrEnum):
    SUBMIT = "submit"
    ACCEPT = "accept"
    REFUSE = "refuse"
    ASK_AT_DESK = "ask_at_desk"
    ASK_IN_APPRAISAL = "ask_in_appraisal"
    ANSWER_AT_DESK = "answer_at_desk"
    ANSWER_IN_APPRAISAL = "answer_in_appraisal"
    CLAIM = "claim"
    RELEASE = "release"
    ASSIGN = "assign"
    FORWARD = "forward"
    OPINE = "opine"
    PROPOSE = "propose"
    SEND_BACK = "send_back"
    DECIDE = "decide"
    COMPLETE_SIGNING = "complete_signing"
    FAIL_SIGNING = "fail_signing"
    RETRY_SIGNING = "retry_signing"
    RETURN_RESULT = "return_result"
    WITHDRAW = "withdraw"
    WARN_REPLY = "warn_reply"
    MISS_REPLY = "miss_reply"
    RECOMPUTE = "recompute"
    STOP = "stop"


@dataclass(frozen=True)
class Transition:
    """One row: `moves` says for each state in which the action is possible where it leads.

    `None` as a source is the beginning: no dossier yet.
    """

    moves: Mapping[State | None, State]
    parties: frozenset[Party]
    label: Promise
    past: Promise
    citation: Citation
    clock: Clock = Clock.NONE


def to(target: State, *sources: State) -> dict[State | None, State]:
    return dict.fromkeys(sources, target)


def stay(*states: State) -> dict[State | None, State]:
    return {state: state for state in states}


DESK, OFFICER, LEADER, OWNER, SYSTEM = (
    frozenset({party})
    for party in (Party.DESK, Party.OFFICER, Party.LEADER, Party.OWNER, Party.SYSTEM)
)
IN_WORK = (State.ACCEPTED, State.PROCESSING)
TAKES_UP = to(State.PROCESSING, *IN_WORK) | stay(State.PROPOSED)
FINAL = frozenset({State.REFUSED, State.RETURNED, State.WITHDRAWN, State.STOPPED})
RATED = (FINAL - {State.WITHDRAWN}) | {State.DONE}

TABLE: dict[Action, Transition] = {
    Action.SUBMIT: Transition(
        {None: State.SUBMITTED},
        OWNER,
        _("Send the dossier"),
        _("Dossier sent; the system confirmed receipt"),
        Citation(NĐ45, "11", "1"),
        Clock.START_REPLY,
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
    Action.PROPOSE: Transition(
        to(State.PROPOSED, *IN_WORK),
        OFFICER,
        _("Propose a decision"),
        _("Decision proposed to the leader"),
        Citation(NĐ61, "19", "2"),
    ),
    Action.SEND_BACK: Transition(
        to(State.PROCESSING, State.PROPOSED),
        LEADER,
        _("Send back to the official"),
        _("Sent back to the official with remarks"),
        Citation(NĐ61, "19", "2"),
    ),
    Action.DECIDE: Transition(
        to(State.SIGNING, State.PROPOSED),
        LEADER,
        _("Decide"),
        _("Decided by a leader of the agency"),
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
    Action.RETURN_RESULT: Transition(
        to(State.RETURNED, State.DONE),
        DESK | SYSTEM,
        _("Hand over the result"),
        _("Result handed over"),
        Citation(NĐ61, "20"),
    ),
    Action.WITHDRAW: Transition(
        to(
            State.WITHDRAWN,
            State.SUBMITTED,
            State.ASKED_AT_DESK,
            State.ASKED_IN_APPRAISAL,
            *IN_WORK,
        ),
        OWNER,
        _("Withdraw the dossier"),
        _("Withdrawn by the applicant"),
        Citation(NĐ118, "17"),
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
    Action.RECOMPUTE: Transition(
        stay(State.SUBMITTED, *IN_WORK, State.PROPOSED),
        SYSTEM,
        _("Compute the date again"),
        _("The working calendar changed; the date was computed again"),
        Citation(NĐ118, "17", "3"),
    ),
    Action.STOP: Transition(
        to(State.STOPPED, *IN_WORK, State.PROPOSED, State.ASKED_IN_APPRAISAL),
        LEADER,
        _("Stop processing"),
        _("Processing stopped"),
        Citation(NĐ118, "17"),
        Clock.STOP,
    ),
}


def actions_from(state: State) -> list[Action]:
    """The actions that the table allows from `state`, whoever acts."""
    return [action for action, row in TABLE.items() if state in row.moves]
