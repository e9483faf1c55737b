"""Answers that the portal already knows, offered and never forced."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from procedures.eforms.definition import Definition
from procedures.eforms.kinds import Kind
from procedures.eforms.scope import is_empty


@dataclass(frozen=True)
class Source:
    """Something the portal may know of whoever files: its words for editors, the kinds it fits."""

    name: str
    label: str | Promise
    kinds: frozenset[Kind]


def _source(name: str, label: str | Promise, *kinds: Kind) -> Source:
    return Source(name, label, frozenset(kinds))


SOURCES: tuple[Source, ...] = (
    _source("profile", _("The person who files: everything known"), Kind.PERSON),
    _source("profile.full_name", _("The person who files: full name"), Kind.TEXT),
    _source("profile.birth_date", _("The person who files: date of birth"), Kind.DATE),
    _source("profile.sex", _("The person who files: sex"), Kind.CHOICE),
    _source(
        "profile.identity_number",
        _("The person who files: personal identification number"),
        Kind.IDENTITY_NUMBER,
    ),
    _source("profile.phone", _("The person who files: phone number"), Kind.PHONE),
    _source("profile.email", _("The person who files: e-mail"), Kind.EMAIL),
    _source("profile.address", _("The person who files: place of residence"), Kind.ADDRESS),
    _source("organisation", _("The organisation: everything known"), Kind.ORGANISATION),
    _source("organisation.name", _("The organisation: name"), Kind.TEXT),
    _source("organisation.tax_number", _("The organisation: tax number"), Kind.TAX_NUMBER),
    _source("organisation.representative", _("The organisation: who represents it"), Kind.TEXT),
    _source("organisation.phone", _("The organisation: phone number"), Kind.PHONE),
    _source("organisation.email", _("The organisation: e-mail"), Kind.EMAIL),
    _source("organisation.address", _("The organisation: head office"), Kind.ADDRESS),
)
"""All that a field can be prefilled from. Whoever starts a filing gives the values by these names.

The keys of `profile.sex` are `male` and `female`: a choice with other keys stays empty.
"""


def sources_for(kind: Kind) -> list[Source]:
    """What a field of this kind can be prefilled from, in the order of the list."""
    return [source for source in SOURCES if kind in source.kinds]


def prefill(
    definition: Definition, answers: Mapping[str, Any], known: Mapping[str, Any]
) -> dict[str, Any]:
    """`answers` with the empty ones filled from `known` (`profile.full_name` → value).

    A block takes a whole record (`profile` → its parts). Rows are never prefilled.
    """
    filled = deepcopy(dict(answers))
    for path, item in definition.walk():
        if not item.prefill or "*" in path or is_empty(known.get(item.prefill)):
            continue
        _put(filled, path.split("."), known[item.prefill])
    return filled


def _put(node: dict[str, Any], path: list[str], value: Any) -> None:
    for key in path[:-1]:
        inner = node.setdefault(key, {})
        if not isinstance(inner, dict):
            return
        node = inner
    last = path[-1]
    if isinstance(value, Mapping):
        inner = node.setdefault(last, {})
        for key, each in value.items():
            if isinstance(inner, dict) and not is_empty(each):
                _put(inner, [key], each)
    elif is_empty(node.get(last)):
        node[last] = deepcopy(value)
