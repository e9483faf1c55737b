"""The carriers by name. An agency chooses one; several work side by side."""

from portal.integrations.post.ghn import GHN
from portal.integrations.post.ghtk import GHTK
from portal.integrations.post.port import Carrier, Polled, Pushing
from portal.integrations.post.vnpost import VNPost

_all: tuple[Carrier, ...] = (VNPost(), GHN(), GHTK())
CARRIERS: dict[str, Carrier] = {each.name: each for each in _all}
CHOICES = [(each.name, each.label) for each in _all]


def carrier(name: str) -> Carrier:
    """Raises `KeyError` for a carrier that nobody has written."""
    return CARRIERS[name]


def polled() -> list[Polled]:
    """Carriers that have to be asked what happened."""
    return [each for each in _all if hasattr(each, "track")]


def pushing(name: str) -> Pushing | None:
    """The carrier of that name that calls us; None when there is no such."""
    found = CARRIERS.get(name)
    return found if found is not None and hasattr(found, "read") else None
