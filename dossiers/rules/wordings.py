"""Placeholders of decision texts: the few that there are, nothing else of a dossier."""

import re
from collections.abc import Mapping

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
KNOWN = ("applicant", "code", "procedure", "agency", "sent", "accepted", "due", "today")


def unknown(text: str) -> list[str]:
    """Placeholders in `text` that there are not, as they are written, and stray braces."""
    wrong = [each for each in PLACEHOLDER.findall(text) if each not in KNOWN]
    rest = PLACEHOLDER.sub("", text)
    return wrong + [brace for brace in "{}" if brace in rest]


def filled(text: str, values: Mapping[str, str]) -> str:
    """`text` with every placeholder replaced once; what a value contains is never replaced."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)
