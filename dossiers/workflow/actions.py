"""What can be done to a dossier, and the shape of a row of the table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise

from dossiers.workflow.parties import Party
from dossiers.workflow.states import State
from portal.kernel.law import Citation

NĐ61 = "61/2018/NĐ-CP"
NĐ45 = "45/2020/NĐ-CP"
NĐ118 = "118/2025/NĐ-CP"


class Clock(StrEnum):
    """What an action does to the legal clock."""

    NONE = "NONE"
    START_REPLY = "START_REPLY"
    START = "START"
    WAIT = "WAIT"
    RESUME = "RESUME"
    STOP = "STOP"


class Action(StrEnum):
    SUBMIT = "submit"
    RECEIVE = "receive"
    ACCEPT = "accept"
    REFUSE = "refuse"
    ASK_AT_DESK = "ask_at_desk"
    ASK_IN_APPRAISAL = "ask_in_appraisal"
    DRAFT_ASKING_AT_DESK = "draft_asking_at_desk"
    DRAFT_ASKING_IN_APPRAISAL = "draft_asking_in_appraisal"
    GRANT_ASKING = "grant_asking"
    DENY_ASKING = "deny_asking"
    SEND_ASKING = "send_asking"
    RETURN_ASKING = "return_asking"
    CHECK_AT_DESK = "check_at_desk"
    CHECK_IN_APPRAISAL = "check_in_appraisal"
    ATTACH_HELD_AT_DESK = "attach_held_at_desk"
    ATTACH_HELD_IN_APPRAISAL = "attach_held_in_appraisal"
    REMIND_SUPPLEMENT = "remind_supplement"
    SUPPLEMENT_LAPSED = "supplement_lapsed"
    ANSWER_AT_DESK = "answer_at_desk"
    ANSWER_IN_APPRAISAL = "answer_in_appraisal"
    CLAIM = "claim"
    RELEASE = "release"
    ASSIGN = "assign"
    FORWARD = "forward"
    HAND_BACK = "hand_back"
    TAKE_BACK = "take_back"
    MOVE_TO_DEPUTY = "move_to_deputy"
    MOVE_BACK = "move_back"
    OPINE = "opine"
    COORDINATE = "coordinate"
    ANSWER_TASK = "answer_task"
    CALL_OFF_TASK = "call_off_task"
    GO_ON = "go_on"
    WARN_TASK = "warn_task"
    MISS_TASK = "miss_task"
    PROPOSE = "propose"
    PROPOSE_AT_DESK = "propose_at_desk"
    SEND_BACK = "send_back"
    DECIDE = "decide"
    RECALL = "recall"
    LET_OUT = "let_out"
    COMPLETE_SIGNING = "complete_signing"
    FAIL_SIGNING = "fail_signing"
    RETRY_SIGNING = "retry_signing"
    RELEASE_UNPAID = "release_unpaid"
    RETURN_RESULT = "return_result"
    REMIND_RESULT = "remind_result"
    LEAVE_UNCLAIMED = "leave_unclaimed"
    CHOOSE_RETURN = "choose_return"
    POST_RESULT = "post_result"
    DELIVER_POSTED = "deliver_posted"
    FAIL_POSTED = "fail_posted"
    ASK_PAYMENT_AT_DESK = "ask_payment_at_desk"
    ASK_PAYMENT_IN_APPRAISAL = "ask_payment_in_appraisal"
    PAID_AT_DESK = "paid_at_desk"
    PAID_IN_APPRAISAL = "paid_in_appraisal"
    DROP_PAYMENT_AT_DESK = "drop_payment_at_desk"
    DROP_PAYMENT_IN_APPRAISAL = "drop_payment_in_appraisal"
    MISS_PAYMENT = "miss_payment"
    WITHDRAW = "withdraw"
    WARN_REPLY = "warn_reply"
    MISS_REPLY = "miss_reply"
    RECOMPUTE = "recompute"
    BEGIN_CLOCK = "begin_clock"
    START_WAIT = "start_wait"
    END_WAIT = "end_wait"
    ARRANGE_VERIFICATION = "arrange_verification"
    RECORD_VERIFICATION = "record_verification"
    EXTEND_LIMIT = "extend_limit"
    WARN_DUE = "warn_due"
    MISS_DUE = "miss_due"
    DRAFT_APOLOGY = "draft_apology"
    WRITE_APOLOGY = "write_apology"
    RETURN_APOLOGY = "return_apology"
    SIGN_APOLOGY = "sign_apology"
    STOP = "stop"
    GIVE_BACK = "give_back"
    REFUSE_LAPSED = "refuse_lapsed"
    REOPEN = "reopen"


@dataclass(frozen=True)
class Transition:
    """One row: `moves` says for each state in which the action is possible where it leads.

    `None` as a source is the beginning: no dossier yet. `taken_back`: whoever did it may undo it
    as long as nobody has acted on the dossier since.
    `silent`: it changes nothing that an official could contradict, so the version stays and
    nobody's open page is outdated by it.
    """

    moves: Mapping[State | None, State]
    parties: frozenset[Party]
    label: Promise
    past: Promise
    citation: Citation
    clock: Clock = Clock.NONE
    taken_back: bool = False
    silent: bool = False


def to(target: State, *sources: State) -> dict[State | None, State]:
    return dict.fromkeys(sources, target)


def stay(*states: State) -> dict[State | None, State]:
    return {state: state for state in states}
