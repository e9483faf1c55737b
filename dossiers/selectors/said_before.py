"""What a person has said of himself in dossiers that were accepted, with where he said it."""

from collections.abc import Iterator, Mapping
from typing import Any

from dossiers.models import Dossier
from dossiers.selectors.answers import leaves, read_path
from procedures.eforms import Definition
from procedures.eforms.prefill import prefill

LOOKED_THROUGH = 10


def said_before(user, organisation=None) -> dict[str, tuple[Any, int]]:
    """By the names that forms use (`profile.phone`): the value, and the id of the dossier, the one
    accepted last; only of dossiers for the same person or organisation.
    """
    rows = Dossier.objects.filter(
        owner=user, organisation=organisation, accepted_at__isnull=False
    ).select_related("form_version")
    found: dict[str, tuple[Any, int]] = {}
    for dossier in rows.order_by("-accepted_at", "-id")[:LOOKED_THROUGH]:
        for name, value in _facts(dossier):
            found.setdefault(name, (value, dossier.pk))
    return found


def _facts(dossier: Dossier) -> Iterator[tuple[str, Any]]:
    if dossier.form_version is None:
        return
    for path, item in dossier.form_version.definition.walk():
        if not item.prefill or "*" in path:
            continue
        value = read_path(dossier.answers, path)
        if isinstance(value, dict) and "." not in item.prefill:
            yield from ((f"{item.prefill}.{part}", inner) for part, inner in value.items() if inner)
        elif value:
            yield item.prefill, value


def filled_in(
    definition: Definition,
    known: Mapping[str, Any],
    said: Mapping[str, tuple[Any, int]],
    taken: Mapping[str, Any],
) -> tuple[dict[str, Any], dict[str, int]]:
    """The answers to begin with, and for those that were said before the dossier, by their paths.

    `taken` are answers given already, which stay. What the portal knows of the person today goes
    before what he said once.
    """
    without = {path for path, _value in leaves(prefill(definition, taken, known))}
    answers = prefill(definition, taken, _with(known, said))
    sources = {path: item.prefill for path, item in definition.walk() if item.prefill}
    origins = {
        path: dossier
        for path, _value in leaves(answers)
        if path not in without and (dossier := _origin(path, sources, said)) is not None
    }
    return answers, origins


def _with(known: Mapping[str, Any], said: Mapping[str, tuple[Any, int]]) -> dict[str, Any]:
    """`known` with what is missing in it: single names, and parts of the records they belong to."""
    more = {name: value for name, (value, _dossier) in said.items() if not known.get(name)}
    found = {**known, **more}
    for name, value in more.items():
        record, _dot, part = name.partition(".")
        if part:
            found[record] = {**(found.get(record) or {}), part: value}
    return found


def _origin(
    path: str, sources: Mapping[str, str], said: Mapping[str, tuple[Any, int]]
) -> int | None:
    """The dossier an answer comes from: its question or the set around it names the source."""
    for asked, source in sources.items():
        if path != asked and not path.startswith(f"{asked}."):
            continue
        name = source + path.removeprefix(asked)
        while name:
            if name in said:
                return said[name][1]
            name = name.rpartition(".")[0]
    return None
