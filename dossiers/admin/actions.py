"""Which verb and which form belong to an action, and how the desk offers them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from dossiers.forms.desk.back import HandBackForm, RecallForm, TakeBackForm
from dossiers.forms.desk.base import DeskForm, PlainForm
from dossiers.forms.desk.coordination import GoOnForm
from dossiers.forms.desk.dates import (
    EndWaitForm,
    ExtendLimitForm,
    RecordVerificationForm,
    ReturnApologyForm,
    StartWaitForm,
    VerificationForm,
    WriteApologyForm,
)
from dossiers.forms.desk.deciding import (
    DecideForm,
    ProposeAtDeskForm,
    ProposeForm,
    ReleaseUnpaidForm,
    SendBackForm,
)
from dossiers.forms.desk.endings import CloseLapsedForm, ReopenForm, StopForm
from dossiers.forms.desk.intake import AcceptForm, RefuseForm
from dossiers.forms.desk.supplement import (
    CheckForm,
    DenyAskingForm,
    DraftSupplementForm,
    ReturnAskingForm,
    SupplementForm,
)
from dossiers.forms.desk.wallet import AttachHeldForm
from dossiers.forms.desk.work import AssignForm, ForwardForm, OpineForm
from dossiers.services.accept import accept
from dossiers.services.apologise import return_apology, sign_apology, write_apology
from dossiers.services.check_supplement import check_supplement
from dossiers.services.close_lapsed import close_lapsed
from dossiers.services.coordinate import go_on
from dossiers.services.decide import decide, opine, propose, propose_at_desk, send_back
from dossiers.services.draft_supplement import (
    deny_asking,
    draft_supplement,
    grant_asking,
    return_asking,
    send_asking,
)
from dossiers.services.give_back import hand_back, take_back
from dossiers.services.hold import assign, claim, forward, release
from dossiers.services.let_out import let_out, recall
from dossiers.services.money.ask import ask_payment, drop_payment
from dossiers.services.refuse import refuse
from dossiers.services.release_unpaid import release_unpaid
from dossiers.services.reopen import reopen
from dossiers.services.sign import retry_signing
from dossiers.services.stop import stop
from dossiers.services.supplement import ask
from dossiers.services.wait import (
    arrange_verification,
    end_wait,
    extend_limit,
    record_verification,
    start_wait,
)
from dossiers.services.wallet.attach import attach_held
from dossiers.workflow import TABLE, Action


@dataclass(frozen=True)
class Offer:
    """How the desk does an action: `verb` takes `dossier`, `by`, `expected_version` and what
    `form` asks for. `key` is its key on the keyboard. What does harm comes last. `beside`: the form
    stands with the piece of the page it is about, not among the tools. `page`: done on a page of
    its own, which this one leads to. `seldom`: folded away while there is something usual to do.
    """

    verb: Callable[..., Any] | None = None
    form: type[DeskForm] = PlainForm
    key: str = ""
    danger: bool = False
    beside: bool = False
    page: str = ""
    seldom: bool = False


OFFERS: dict[Action, Offer] = {
    Action.ACCEPT: Offer(accept, AcceptForm, "a"),
    Action.REFUSE: Offer(refuse, RefuseForm, danger=True),
    Action.ASK_AT_DESK: Offer(ask, SupplementForm),
    Action.ASK_IN_APPRAISAL: Offer(ask, SupplementForm),
    Action.ASK_PAYMENT_AT_DESK: Offer(ask_payment, seldom=True),
    Action.ASK_PAYMENT_IN_APPRAISAL: Offer(ask_payment, seldom=True),
    Action.DROP_PAYMENT_AT_DESK: Offer(drop_payment, seldom=True),
    Action.DROP_PAYMENT_IN_APPRAISAL: Offer(drop_payment, seldom=True),
    Action.DRAFT_ASKING_AT_DESK: Offer(draft_supplement, DraftSupplementForm, seldom=True),
    Action.DRAFT_ASKING_IN_APPRAISAL: Offer(draft_supplement, DraftSupplementForm, seldom=True),
    Action.GRANT_ASKING: Offer(grant_asking),
    Action.DENY_ASKING: Offer(deny_asking, DenyAskingForm),
    Action.SEND_ASKING: Offer(send_asking),
    Action.RETURN_ASKING: Offer(return_asking, ReturnAskingForm),
    Action.ATTACH_HELD_AT_DESK: Offer(attach_held, AttachHeldForm),
    Action.ATTACH_HELD_IN_APPRAISAL: Offer(attach_held, AttachHeldForm),
    Action.CLAIM: Offer(claim, key="c"),
    Action.RELEASE: Offer(release, seldom=True),
    Action.ASSIGN: Offer(assign, AssignForm, seldom=True),
    Action.FORWARD: Offer(forward, ForwardForm, "f", seldom=True),
    Action.HAND_BACK: Offer(hand_back, HandBackForm, seldom=True),
    Action.TAKE_BACK: Offer(take_back, TakeBackForm, seldom=True),
    Action.OPINE: Offer(opine, OpineForm, "o"),
    Action.GO_ON: Offer(go_on, GoOnForm),
    Action.PROPOSE: Offer(propose, ProposeForm, "p"),
    Action.PROPOSE_AT_DESK: Offer(propose_at_desk, ProposeAtDeskForm, "p"),
    Action.SEND_BACK: Offer(send_back, SendBackForm),
    Action.DECIDE: Offer(decide, DecideForm, "d"),
    Action.LET_OUT: Offer(let_out),
    Action.RECALL: Offer(recall, RecallForm, danger=True),
    Action.RETRY_SIGNING: Offer(retry_signing),
    Action.RETURN_RESULT: Offer(page="counter:hand_out", key="t"),
    Action.RELEASE_UNPAID: Offer(release_unpaid, ReleaseUnpaidForm),
    Action.ARRANGE_VERIFICATION: Offer(arrange_verification, VerificationForm, seldom=True),
    Action.RECORD_VERIFICATION: Offer(record_verification, RecordVerificationForm),
    Action.START_WAIT: Offer(start_wait, StartWaitForm, seldom=True),
    Action.END_WAIT: Offer(end_wait, EndWaitForm),
    Action.EXTEND_LIMIT: Offer(extend_limit, ExtendLimitForm, seldom=True),
    Action.WRITE_APOLOGY: Offer(write_apology, WriteApologyForm, seldom=True),
    Action.SIGN_APOLOGY: Offer(sign_apology),
    Action.RETURN_APOLOGY: Offer(return_apology, ReturnApologyForm),
    Action.CHECK_AT_DESK: Offer(check_supplement, CheckForm, beside=True),
    Action.CHECK_IN_APPRAISAL: Offer(check_supplement, CheckForm, beside=True),
    Action.REOPEN: Offer(reopen, ReopenForm, danger=True, seldom=True),
    Action.GIVE_BACK: Offer(close_lapsed, CloseLapsedForm, danger=True),
    Action.REFUSE_LAPSED: Offer(close_lapsed, CloseLapsedForm, danger=True),
    Action.STOP: Offer(stop, StopForm, danger=True, seldom=True),
}


@dataclass(frozen=True)
class Tool:
    """One thing that can be done: its button and its form, open when it has something to mend."""

    action: Action
    label: Promise
    form: DeskForm
    key: str
    danger: bool
    seldom: bool = False
    url: str = ""

    @property
    def plain(self) -> bool:
        """A single button without fields."""
        return not self.form.visible_fields()

    @property
    def open(self) -> bool:
        return self.form.is_bound or self.form.is_filled


def tools(actions: list[Action], dossier, user, bound=None, query=None) -> list[Tool]:
    """The tools for `actions`; `bound` holds a form that came back with errors, `query` what the
    address of the page asks a form to begin with.
    """
    known = [(action, OFFERS[action]) for action in actions if action in OFFERS]
    offered = [(action, offer) for action, offer in known if not offer.beside]
    offered.sort(key=lambda pair: pair[1].danger)
    return [
        Tool(
            action,
            TABLE[action].label,
            (bound or {}).get(action) or offer.form(dossier=dossier, user=user, query=query),
            offer.key,
            offer.danger,
            offer.seldom,
            reverse(offer.page, args=[dossier.public_id]) if offer.page else "",
        )
        for action, offer in offered
    ]


def in_two(offered: list[Tool]) -> tuple[list[Tool], list[Tool]]:
    """What is usual here, and what is folded away; a single kind is all there is."""
    usual = [tool for tool in offered if not tool.seldom]
    seldom = [tool for tool in offered if tool.seldom]
    return (usual, seldom) if usual else (seldom, [])
