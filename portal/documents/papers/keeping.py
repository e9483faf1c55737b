"""Papers as JSON and back, to be kept beside their PDF."""

import dataclasses
import json
from datetime import date, datetime
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from portal.documents.papers.originals import PAPERS, Paper


def to_json(paper: Paper) -> bytes:
    """The values of a paper, to be kept beside its PDF and read again as a web page."""
    values = {"paper": type(paper).__name__, **dataclasses.asdict(paper)}
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=_text).encode()


def from_json(kept: bytes) -> Paper:
    """The paper that `to_json` kept. Raises KeyError for a kind the portal no longer knows."""
    values = json.loads(kept)
    return _build(PAPERS[values.pop("paper")], values)


def _text(value: Any) -> str:
    return value.isoformat()


def _build(kind: type, values: dict[str, Any]) -> Any:
    hints = get_type_hints(kind)
    return kind(**{name: _value(hints[name], value) for name, value in values.items()})


def _value(hint: Any, value: Any) -> Any:
    if get_origin(hint) is UnionType:
        return None if value is None else _value(get_args(hint)[0], value)
    if get_origin(hint) is tuple:
        return tuple(_value(get_args(hint)[0], item) for item in value)
    if dataclasses.is_dataclass(hint):
        return _build(hint, value)
    return hint.fromisoformat(value) if hint in (date, datetime) else value
