"""Which acts a list offers for many dossiers at once, in words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dossiers.forms.desk.bulk import (
    AssignMany,
    BulkForm,
    ForwardMany,
    LabelMany,
    ProposeMany,
    ReturnMany,
)
from dossiers.workflow import TABLE, Action


@dataclass(frozen=True)
class ManyAct:
    """`lists`: where it is offered. `says`: what will happen to each dossier."""

    key: str
    label: str | Promise
    says: Promise
    lists: frozenset[str]
    form: type[BulkForm] = BulkForm


IN_WORK = frozenset({"mine", "unit"})
EVERYWHERE = IN_WORK | {"intake", "decide", "return", "unclaimed", "followed", "all"}
ACTS = [
    ManyAct(
        "accept",
        pgettext_lazy("verb", "Accept"),
        _("Each gets its code and receipt and goes to the unit that usually works on it."),
        frozenset({"intake"}),
    ),
    ManyAct(
        "claim",
        TABLE[Action.CLAIM].label,
        _("You take those that nobody has."),
        frozenset({"unit"}),
    ),
    ManyAct(
        "assign",
        TABLE[Action.ASSIGN].label,
        _("All of them go to one official, who is told."),
        IN_WORK | {"decide"},
        AssignMany,
    ),
    ManyAct(
        "forward",
        TABLE[Action.FORWARD].label,
        _("All of them go to another unit of the same agency."),
        IN_WORK,
        ForwardMany,
    ),
    ManyAct(
        "propose",
        TABLE[Action.PROPOSE].label,
        _("The same proposal is written for each; a leader decides on each."),
        IN_WORK,
        ProposeMany,
    ),
    ManyAct(
        "decide",
        _("Decide as proposed"),
        _("Each is decided as its official proposed. Read the proposals first."),
        frozenset(),
    ),
    ManyAct(
        "return_result",
        TABLE[Action.RETURN_RESULT].label,
        _("One representative of the organisation receives all of these results."),
        frozenset({"return", "unclaimed"}),
        ReturnMany,
    ),
    ManyAct("label", _("Put a label on"), _("The label is added to each."), EVERYWHERE, LabelMany),
]
BY_KEY = {act.key: act for act in ACTS}


def acts_for(list_key: str) -> list[ManyAct]:
    return [act for act in ACTS if list_key in act.lists]
