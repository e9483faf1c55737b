"""Which verb and which form belong to an action, and how the desk offers them."""

from dataclasses import dataclass

from django.utils.functional import Promise

from dossiers.forms.desk import FORMS, DeskForm
from dossiers.services.accept import accept
from dossiers.services.decide import decide, opine, propose, send_back
from dossiers.services.hold import assign, claim, forward, release
from dossiers.services.refuse import refuse
from dossiers.services.return_result import return_result
from dossiers.services.sign import retry_signing
from dossiers.services.stop import stop
from dossiers.services.supplement import ask
from dossiers.workflow import TABLE, Action

VERBS = {
    Action.ACCEPT: accept,
    Action.REFUSE: refuse,
    Action.ASK_AT_DESK: ask,
    Action.ASK_IN_APPRAISAL: ask,
    Action.CLAIM: claim,
    Action.RELEASE: release,
    Action.ASSIGN: assign,
    Action.FORWARD: forward,
    Action.OPINE: opine,
    Action.PROPOSE: propose,
    Action.SEND_BACK: send_back,
    Action.DECIDE: decide,
    Action.RETRY_SIGNING: retry_signing,
    Action.RETURN_RESULT: return_result,
    Action.STOP: stop,
}
KEYS = {
    Action.ACCEPT: "a",
    Action.CLAIM: "c",
    Action.PROPOSE: "p",
    Action.DECIDE: "d",
    Action.FORWARD: "f",
    Action.OPINE: "o",
}
LAST = {Action.REFUSE, Action.STOP}


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
    offered = [action for action in actions if action in VERBS]
    offered.sort(key=lambda action: action in LAST)
    return [
        Tool(
            action,
            TABLE[action].label,
            (bound or {}).get(action) or FORMS[action](dossier=dossier, user=user),
            KEYS.get(action, ""),
            action in LAST,
        )
        for action in offered
    ]
