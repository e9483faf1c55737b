"""Keys of questions, sections and answers: made once from the words, kept for life."""

import re
from collections.abc import Collection

from portal.kernel.text import fold
from procedures.eforms.definition import Definition

LONGEST = 40


def key_from(label: str, taken: Collection[str], otherwise: str = "item") -> str:
    """A key that reads like `label` and is not `taken`: "Họ và tên" → `ho_va_ten`, `ho_va_ten_2`.

    `otherwise` begins the key where the label has no letter to begin with.
    """
    words = re.sub(r"[^a-z0-9]+", "_", fold(label)).strip("_")
    start = words if words[:1].isalpha() else "_".join(filter(None, (otherwise, words)))
    start = start[:LONGEST].rstrip("_")
    key, number = start, 1
    while key in taken:
        number += 1
        end = f"_{number}"
        key = start[: LONGEST - len(end)].rstrip("_") + end
    return key


def all_keys(*definitions: Definition) -> frozenset[str]:
    """Every key of a question or section that these forms ever used, wherever it stood."""
    return frozenset(
        key
        for definition in definitions
        for key in (
            *(section.key for section in definition.sections),
            *(item.key for _path, item in definition.walk()),
        )
    )
