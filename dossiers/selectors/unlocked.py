"""The part of a form and the papers that a request for more opens to the applicant."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from dossiers.models import Dossier, Supplement, SupplementItem
from dossiers.selectors.answers import group_of, read_path, write_path
from procedures.eforms import Definition
from procedures.eforms.definition import Section
from procedures.eforms.field import Field
from procedures.eforms.words import Words

SECTION = "unlocked"


def unlocked_form(supplement: Supplement, definition: Definition) -> Definition:
    """A form of one section that holds only the answers asked for.

    An answer inside a block opens that part of it, one inside a row the whole group. Conditions are
    dropped: what an official asks for is shown.
    """
    wanted: dict[str, set[str]] = {}
    for item in field_items(supplement):
        top, _dot, rest = item.field_key.partition(".")
        part = "" if group_of(item.field_key) else rest.partition(".")[0]
        wanted.setdefault(top, set()).add(part)
    known = {item.key: item for section in definition.sections for item in section.fields}
    fields = tuple(_open(known[key], parts) for key, parts in wanted.items() if key in known)
    return Definition(Words(), (Section(SECTION, Words(), fields),))


def _open(item: Field, parts: set[str]) -> Field:
    if "" not in parts and item.is_block:
        return replace(item, show_if=None, parts=tuple(sorted(parts)))
    return replace(item, show_if=None)


def field_items(supplement: Supplement) -> list[SupplementItem]:
    return [item for item in supplement.items.all() if item.field_key]


def paper_items(supplement: Supplement) -> list[SupplementItem]:
    return [item for item in supplement.items.all() if item.paper_id]


def registry_items(supplement: Supplement) -> list[SupplementItem]:
    return [item for item in supplement.items.all() if item.registry]


def staged_answers(dossier: Dossier, supplement: Supplement) -> dict[str, Any]:
    """The dossier's answers with what the applicant has typed so far laid over them."""
    answers = dict(dossier.answers)
    for item in field_items(supplement):
        if item.after is not None:
            write_path(answers, path_of(item), item.after["value"])
    return answers


def path_of(item: SupplementItem) -> str:
    """The path of what is kept for an item: the whole group for an answer in a row."""
    return group_of(item.field_key) or item.field_key


def typed_so_far(answers: dict[str, Any], items: Iterable[SupplementItem]) -> None:
    """Write into each item what the tree of answers now holds for it."""
    for item in items:
        item.after = {"value": read_path(answers, path_of(item))}
