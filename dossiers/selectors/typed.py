"""What a page sent, as far as it can be kept and shown again."""

import re

from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossiers.rules.typing import LONGEST_ANSWER

UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd-\uffff]")
"""Control characters, and what stands in for bytes that were no text."""

TOO_LONG = _("This is too long to keep: at most %(most)s characters. Shorten it and save again.")
BROKEN = _("Some characters arrived broken. Type them again.")

Refused = dict[str, str | Promise]


def sift(data: MultiValueDict) -> tuple[MultiValueDict, Refused]:
    """`data` without the answers that cannot be kept, and per path why they cannot."""
    fit, refused = MultiValueDict(), {}
    for path, values in data.lists():
        wrong = next((words for words in map(_unfit, values) if words), None)
        if wrong is None:
            fit.setlist(path, values)
        else:
            refused[path] = wrong
    return fit, refused


def showable(data: MultiValueDict, action: str) -> MultiValueDict:
    """`data` for showing the page again, without characters no page may hold, as if by `action`."""
    shown = MultiValueDict(
        {path: [UNREADABLE.sub("", text) for text in values] for path, values in data.lists()}
    )
    shown["action"] = action
    return shown


def _unfit(text: str) -> Promise | str | None:
    if len(text) > LONGEST_ANSWER:
        return TOO_LONG % {"most": LONGEST_ANSWER}
    return BROKEN if UNREADABLE.search(text) else None
