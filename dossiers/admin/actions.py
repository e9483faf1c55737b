"""Which verb and which form belong to an action, and how the desk offers them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from dossiers.forms.desk.base import DeskForm, PlainForm
from dossiers.forms.desk.deciding import DecideForm, ProposeForm, ReturnForm, SendBackForm
from dossiers.forms.desk.endings import StopForm
from dossiers.forms.desk.intake import AcceptForm, RefuseForm
from dossiers.forms.desk.supplement import SupplementForm
from dossiers.forms.desk.work import AssignForm, ForwardForm, OpineForm
from dossiers.services.accept import accept
from dossiers.services.decide import decide, opine, propose, send_back
from dossiers.services.hold import assign, claim, forward, release
from dossiers.services.refuse import refuse
from dossiers.services.return_result import return_result
from dossiers.services.sign import retry_signing
from dossiers.services.stop import stop
from dossiers.services.supplement import ask
from dossiers.workflow import TABLE, Action


@dataclass(frozen=True)
class Offer:
    """How the desk does an action: `verb` takes `dossier`, `by`, `expected_version` and what
    `form` asks for. `key` is its key on the keyboard. What does harm comes last.
    """

    verb: Callable[..., Any]
    form: type[DeskForm] = PlainForm
    key: str = ""
    danger: bool = False


OFFERS: dict[Action, Offer] = {
    Action.ACCEPT: Offer(accept, AcceptForm, "a"),
    Action.REFUSE: Offer(refuse, RefuseForm, danger=True),
    Action.ASK_AT_DESK: Offer(ask, SupplementForm),
    Action.ASK_IN_APPRAISAL: Offer(ask, SupplementForm),
    Action.CLAIM: Offer(claim, key="c"),
    Action.RELEASE: Offer(release),
    Action.ASSIGN: Offer(assign, AssignForm),
    Action.FORWARD: Offer(forward, ForwardForm, "f"),
    Action.OPINE: Offer(opine, OpineForm, "o"),
    Action.PROPOSE: Offer(propose, ProposeForm, "p"),
    Action.SEND_BACK: Offer(send_back, SendBackForm),
    Action.DECIDE: Offer(decide, DecideForm, "d"),
    Action.RETRY_SIGNING: Offer(retry_signing),
    Action.RETURN_RESULT: Offer(return_result, ReturnForm),
    Action.STOP: Offer(stop, StopForm, danger=True),
}


@dataclass(frozen=True)
class Tool:
    """One thing that can be done: its button and its form, open when it has something to mend."""

    action: Action
    label: Promise
    form: DeskForm
    key: str
    danger: bool

    @property
    def plain(self) -> bool:
        """A single button without fields."""
        return not self.form.visible_fields()

    @property
    def open(self) -> bool:
        return self.form.is_bound


def tools(actions: list[Action], dossier, user, bound=None) -> list[Tool]:
    """The tools for `actions`; `bound` holds a form that came back with errors."""
    offered = [(action, OFFERS[action]) for action in actions if action in OFFERS]
    offered.sort(key=lambda pair: pair[1].danger)
    return [
        Tool(
            action,
            TABLE[action].label,
            (bound or {}).get(action) or offer.form(dossier=dossier, user=user),
            offer.key,
            offer.danger,
        )
        for action, offer in offered
    ]
