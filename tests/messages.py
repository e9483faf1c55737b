"""Finds every text for people in the sources: `gettext` in Python, `translate` in templates."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract_from_file
from django.conf import settings
from django.utils.translation.template import templatize

ROOT: Path = settings.BASE_DIR
PACKAGES = ("portal", "procedures", "dossiers", "editorial", "feedback")
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
STRING = r"(u?'(?:\\.|[^'\\])*'|u?\"(?:\\.|[^\"\\])*\")"
IN_TEMPLATE = re.compile(
    rf"\b(_|n?gettext|n?pgettext)\({STRING}(?:\s*,\s*{STRING})?(?:\s*,\s*{STRING})?"
)

Message = tuple[str, str | None]
"""A message id and its context, if it has one."""


def messages() -> dict[Message, str]:
    """Every message with the place where it stands."""
    found: dict[Message, str] = {}
    for package in PACKAGES:
        for source in sorted((ROOT / package).rglob("*.py")):
            found.update(_of_python(source))
    for source in sorted((ROOT / "templates").rglob("*")):
        if source.suffix in (".html", ".txt", ".xml", ".svg"):
            found.update(_of_template(source))
    return found


def _of_python(source: Path) -> Iterator[tuple[Message, str]]:
    for line, message, _comments, context in extract_from_file("python", source, KEYWORDS):
        single = message[0] if isinstance(message, tuple) else message
        if single:
            yield (single, context), f"{source.relative_to(ROOT)}:{line}"


def _of_template(source: Path) -> Iterator[tuple[Message, str]]:
    text = templatize(source.read_text(), origin=str(source))
    for call in IN_TEMPLATE.finditer(text):
        words = [ast.literal_eval(word) for word in call.groups()[1:] if word]
        in_context = "pgettext" in call[1]
        message = (words[1], words[0]) if in_context else (words[0], None)
        yield message, str(source.relative_to(ROOT))
