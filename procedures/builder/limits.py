"""How large a form may grow, so that a page of it stays a page."""

from django.utils.translation import gettext as _

from procedures.eforms.definition import Definition
from procedures.eforms.field import Field

MOST_SECTIONS = 40
MOST_FIELDS = 400
MOST_OPTIONS = 300
DEEPEST = 3
"""A question, its column, the column of a column."""

LONGEST_TEXT = 2000
LONGEST_TITLE = 300


class TooLarge(ValueError):
    """The form would outgrow a limit; the message says which, in words for the editor."""


def check(definition: Definition) -> None:
    """Raises TooLarge."""
    if len(definition.title.vi) > LONGEST_TITLE:
        raise TooLarge(_("A title has at most %(n)d letters.") % {"n": LONGEST_TITLE})
    if len(definition.sections) > MOST_SECTIONS:
        raise TooLarge(_("A form has at most %(n)d sections.") % {"n": MOST_SECTIONS})
    sizes = [_size(item, 1) for section in definition.sections for item in section.fields]
    if sum(count for count, _depth in sizes) > MOST_FIELDS:
        raise TooLarge(_("A form has at most %(n)d questions.") % {"n": MOST_FIELDS})
    if any(depth > DEEPEST for _count, depth in sizes):
        raise TooLarge(_("Rows stand in rows at most %(n)d deep.") % {"n": DEEPEST - 1})


def _size(item: Field, depth: int) -> tuple[int, int]:
    """How many questions, and how deep; raises TooLarge for too many answers to choose from."""
    if len(item.options) > MOST_OPTIONS:
        raise TooLarge(_("A question offers at most %(n)d answers.") % {"n": MOST_OPTIONS})
    if depth > DEEPEST:
        return 1, depth
    inner = [_size(each, depth + 1) for each in item.fields]
    return 1 + sum(n for n, _depth in inner), max([depth, *(deep for _n, deep in inner)])
