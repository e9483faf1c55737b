"""Answers that travel with the pages of a try-out; of a file nothing travels but its name."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from procedures.builder.places import general
from procedures.eforms.definition import Definition
from procedures.eforms.kinds import Kind
from procedures.eforms.posted import flatten, put

MARK = "@file:"
DETACH = "detach:"
_NOBODY = str(UUID(int=0))


def put_files(definition: Definition, answers: dict[str, Any], request: HttpRequest) -> None:
    """Puts a stand-in into `answers` for every file that was chosen, now or on an earlier page."""
    places = {path for path, item in definition.walk() if item.kind is Kind.FILE}
    named = {path: name for path, name in request.POST.items() if general(path) in places}
    named |= {path: sent.name for path, sent in request.FILES.items() if general(path) in places}
    kept = {
        path.removeprefix(MARK): name
        for path, name in request.POST.items()
        if path.startswith(MARK) and general(path.removeprefix(MARK)) in places
    }
    detached = request.POST.get("action", "").removeprefix(DETACH)
    for path, name in (kept | {path: name for path, name in named.items() if name}).items():
        if path != detached:
            put(answers, path, {"id": _NOBODY, "name": name[:200], "size": 0})


def carried(
    definition: Definition, answers: dict[str, Any], but: str = ""
) -> list[tuple[str, str]]:
    """Answers as hidden fields of the next page, without those of the section `but`."""
    others = [
        item for section in definition.sections if section.key != but for item in section.fields
    ]
    flat = flatten(others, answers).lists()
    typed = [(name, value) for name, values in flat for value in values]
    return [*typed, *_names(definition, answers)]


def _names(definition: Definition, answers: dict[str, Any]) -> Iterator[tuple[str, str]]:
    places = {path for path, item in definition.walk() if item.kind is Kind.FILE}
    for path, value in _leaves(answers, ""):
        if general(path) in places:
            yield f"{MARK}{path}", value["name"]


def _leaves(node: Any, path: str) -> Iterator[tuple[str, dict]]:
    if isinstance(node, dict) and node.get("id") == _NOBODY:
        yield path, node
        return
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in pairs:
        if isinstance(value, dict | list):
            yield from _leaves(value, f"{path}.{key}" if path else str(key))
