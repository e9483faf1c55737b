"""Law as dated data: what a number is, since when, and which text says so.

A rule is asked for its value *on a day*; the day is passed in, never read from a clock.
"""

from __future__ import annotations

import importlib.util
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from portal.kernel.instruments import INSTRUMENTS


class Standing(StrEnum):
    """How sure we are that a text in force says so."""

    CONFIRMED = "confirmed"
    DEFAULT = "default"


CONFIRMED = Standing.CONFIRMED
DEFAULT = Standing.DEFAULT


class NotInForce(LookupError):
    """Asked for a rule on a day on which it had no value."""


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A place in a legal text: ``Citation("61/2018/NĐ-CP", "19", "4", "a")``."""

    symbol: str
    article: str = ""
    clause: str = ""
    point: str = ""

    @property
    def key(self) -> str:
        """A stable short form for programs: ``61/2018/NĐ-CP#19.4.a``."""
        place = ".".join(part for part in (self.article, self.clause, self.point) if part)
        return f"{self.symbol}#{place}" if place else self.symbol

    @classmethod
    def from_key(cls, key: str) -> Citation:
        """The citation that ``key`` stands for."""
        symbol, _, place = key.partition("#")
        return cls(symbol, *place.split(".")) if place else cls(symbol)

    @property
    def vi(self) -> str:
        parts = [("điểm", self.point), ("khoản", self.clause), ("Điều", self.article)]
        place = " ".join(f"{word} {value}" for word, value in parts if value)
        instrument = INSTRUMENTS.get(self.symbol)
        name = f"{instrument.kind} {self.symbol}" if instrument else self.symbol
        return f"{place} {name}".strip()

    @property
    def en(self) -> str:
        parts = [("point", self.point), ("clause", self.clause), ("article", self.article)]
        place = ", ".join(f"{word} {value}" for word, value in parts if value)
        instrument = INSTRUMENTS.get(self.symbol)
        name = f"{instrument.kind_en} {self.symbol}" if instrument else self.symbol
        return f"{place} of {name}" if place else name

    def __str__(self) -> str:
        return self.vi


@dataclass(frozen=True, slots=True)
class Value:
    """What a rule says from ``since`` up to and including ``until`` (open when ``None``)."""

    value: Any
    since: date
    until: date | None
    citation: Citation
    standing: Standing = CONFIRMED

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Rule:
    """A number, form set, deadline or format with its history, oldest value first.

    Raises ``ValueError`` at import when values overlap or are out of order, so that a slip in a
    rules file can never reach a citizen.
    """

    key: str
    title: str
    unit: str
    values: tuple[Value, ...]

    def __post_init__(self) -> None:
        if not self.values:
            raise ValueError(f"Rule {self.key} has no value")
        for value in self.values:
            if value.until is not None and value.until < value.since:
                raise ValueError(f"Rule {self.key}: a value ends before it begins")
        for earlier, later in zip(self.values, self.values[1:], strict=False):
            if earlier.until is None or earlier.until >= later.since:
                raise ValueError(f"Rule {self.key}: values overlap or are out of order")

    def on(self, day: date) -> Any:
        """The value in force on ``day``. Raises ``NotInForce``."""
        return self.dated(day).value

    def dated(self, day: date) -> Value:
        """The value in force on ``day`` with its dates and citation. Raises ``NotInForce``."""
        for value in reversed(self.values):
            if value.holds_on(day):
                return value
        raise NotInForce(f"Rule {self.key} has no value on {day.isoformat()}")


def rules_of(packages: Iterable[str]) -> Iterator[tuple[str, Rule]]:
    """Every rule of the ``rules`` module or package of each package, with the module it is in."""
    for package in packages:
        for module_name in _rule_modules(package):
            module = importlib.import_module(module_name)
            for value in vars(module).values():
                if isinstance(value, Rule):
                    yield module_name, value


def _rule_modules(package: str) -> list[str]:
    root = f"{package}.rules"
    if importlib.util.find_spec(root) is None:
        return []
    path = getattr(importlib.import_module(root), "__path__", None)
    if path is None:
        return [root]
    return [root, *sorted(found.name for found in pkgutil.walk_packages(path, f"{root}."))]
