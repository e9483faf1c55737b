"""What makes tests stricter than production: undefined variables fail, no order is no order."""

import random
import sys
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.template import Node

TEMPLATES = str(settings.BASE_DIR / "templates")


class UndefinedVariable(AssertionError):
    """A template of ours shows a variable that nobody gave it."""


class Undefined(str):
    """Django's `string_if_invalid`: fails in our own templates, is silent in those of others."""

    def __new__(cls) -> "Undefined":
        return super().__new__(cls, "%s")

    def __mod__(self, variable: Any) -> str:
        origin = _template_being_rendered()
        if origin and origin.name.startswith(TEMPLATES):
            raise UndefinedVariable(f"“{variable}” is not defined in {origin.template_name}")
        return ""


def _template_being_rendered() -> Any:
    frame = sys._getframe(2)
    while frame:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return node.origin
        frame = frame.f_back
    return None


def without_order(fetch_all: Any, chance: random.Random) -> Any:
    """`QuerySet._fetch_all` that shuffles what was asked for without an order."""

    def fetch(self: QuerySet) -> None:
        fresh = self._result_cache is None
        fetch_all(self)
        if fresh and not self.ordered:
            chance.shuffle(self._result_cache)

    return fetch
