"""The part of a form and the papers that a request for more opens to the applicant."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace
from typing import Any

from dossiers.models import Dossier, Supplement, SupplementItem
from dossiers.selectors.answers import read_path, write_path
from procedures.eforms import Definition
from procedures.eforms.definition import Section
from procedures.eforms.opened import Opened
from procedures.eforms.words import Words

SECTION = "unlocked"


def unlocked_form(supplement: Supplement, definition: Definition) -> Definition:
    """A form of one section with the questions that hold an answer asked for; of these only what
    is `opened` may be changed. Conditions are dropped: what an official asks for is shown.
    """
    wanted = {item.field_key.partition(".")[0] for item in field_items(supplement)}
    fields = tuple(
        replace(item, show_if=None)
        for section in definition.sections
        for item in section.fields
        if item.key in wanted
    )
    return Definition(Words(), (Section(SECTION, Words(), fields),))


def opened(supplement: Supplement) -> Opened:
    """The answers that a request opened, by their paths: one in a row leaves the row closed."""
    return Opened(item.field_key for item in field_items(supplement))


def field_items(supplement: Supplement) -> list[SupplementItem]:
    return [item for item in supplement.items.all() if item.field_key]


def paper_items(supplement: Supplement) -> list[SupplementItem]:
    return [item for item in supplement.items.all() if item.paper_id]


def registry_items(supplement: Supplement) -> list[SupplementItem]:
    return [item for item in supplement.items.all() if item.registry]


def staged_answers(dossier: Dossier, supplement: Supplement) -> dict[str, Any]:
    """The dossier's answers with what the applicant has typed so far laid over them."""
    answers = deepcopy(dossier.answers)
    for item in field_items(supplement):
        if item.after is not None:
            write_path(answers, item.field_key, item.after["value"])
    return answers


def typed_so_far(answers: dict[str, Any], items: Iterable[SupplementItem]) -> None:
    """Write into each item what the tree of answers now holds for it."""
    for item in items:
        item.after = {"value": read_path(answers, item.field_key)}
