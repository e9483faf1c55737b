"""The partners that the portal speaks to. Each package tells of its own in `connector.py`.

What stands here is the same in every installation; addresses and credentials are in
`settings.CONNECTORS[name]`, and a connector without an address is off.
"""

from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from pathlib import Path

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

HOME = "portal.integrations"


class Kind(TextChoices):
    """What a partner is there for."""

    NATIONAL = "NATIONAL", _("national portal")
    MONEY = "MONEY", _("payments")
    POST = "POST", pgettext_lazy("connector", "post")
    MESSAGES = "MESSAGES", _("text messages")
    DATA = "DATA", _("shared data")


@dataclass(frozen=True, slots=True)
class Connector:
    """A partner as the portal knows it.

    `label` is what people call it. `when_down` is one sentence for citizens: what they can do and
    what will follow while it does not work. A call lasts `seconds` at most, its answer is at most
    `largest` bytes. After `failures` in a row it rests for `rest`, longer each time up to
    `longest_rest`. At most `at_once` messages are tried at a time, so that one partner that hangs
    leaves workers to the others.
    """

    name: str
    label: str | Promise
    kind: Kind
    when_down: str | Promise
    seconds: float = 20.0
    largest: int = 2 * 1024 * 1024
    failures: int = 5
    rest: timedelta = timedelta(seconds=30)
    longest_rest: timedelta = timedelta(minutes=10)
    at_once: int = 2


class UnknownConnector(LookupError):
    """No package has registered a connector of this name."""


_connectors: dict[str, Connector] = {}


def connector(entry: Connector) -> Connector:
    """Make a partner known. Raises ValueError when another one has its name."""
    known = _connectors.setdefault(entry.name, entry)
    if (known.kind, known.seconds) != (entry.kind, entry.seconds):
        raise ValueError(f"two connectors are called {entry.name}")
    return known


def find(name: str) -> Connector:
    """The connector called `name`. Raises UnknownConnector."""
    try:
        return _connectors[name]
    except KeyError:
        raise UnknownConnector(name) from None


def every() -> list[Connector]:
    """All connectors, those of one kind together."""
    order = list(Kind)
    return sorted(_connectors.values(), key=lambda one: (order.index(one.kind), one.name))


def packages(module: str) -> list[str]:
    """Names of the partners' packages that have a module of this name; none is imported."""
    home = Path(__file__).parent
    return sorted(
        {file.parent.name for file in home.glob(f"*/{module}.py")}
        | {file.parent.parent.name for file in home.glob(f"*/{module}/__init__.py")}
    )


def discover() -> None:
    """Import `connector.py` of every partner's package."""
    for package in packages("connector"):
        import_module(f"{HOME}.{package}.connector")
