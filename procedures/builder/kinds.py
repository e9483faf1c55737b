"""The kinds of questions in plain words, and which properties make sense for each."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from procedures.eforms.kinds import Kind

Text = str | Promise


@dataclass(frozen=True)
class KindWords:
    """What an editor reads when choosing; `example` shows what a person would answer."""

    kind: Kind
    name: Text
    explanation: Text
    example: Text = ""


@dataclass(frozen=True)
class Shelf:
    title: Text
    kinds: tuple[KindWords, ...]


SHELVES = (
    Shelf(
        _("Something to write"),
        (
            KindWords(
                Kind.TEXT,
                _("Short text"),
                _("One line: a name, a number of a paper, a place."),
                "Trường Tiểu học Bến Mây",
            ),
            KindWords(
                Kind.LONG_TEXT,
                _("Long text"),
                _("Several lines: a reason, a description."),
                _("Why I ask for this…"),
            ),
            KindWords(
                Kind.NUMBER,
                _("Number"),
                _("A quantity, whole or with a decimal comma; may carry a unit."),
                "120,5 m²",
            ),
            KindWords(Kind.MONEY, _("Amount of money"), _("Whole đồng."), "1.500.000 đ"),
            KindWords(Kind.DATE, _("Day"), _("Day, month and year."), "24/11/2026"),
            KindWords(
                Kind.MONTH, _("Month"), _("Month and year, where no day is known."), "11/2026"
            ),
        ),
    ),
    Shelf(
        _("Something to choose"),
        (
            KindWords(
                Kind.YES_NO, _("Yes or no"), _("One question that is answered by yes or no."), ""
            ),
            KindWords(
                Kind.CHOICE,
                _("One of several answers"),
                _("Up to five stand as buttons, more become a list."),
            ),
            KindWords(
                Kind.MANY, _("Several of several answers"), _("Boxes to tick, as many as apply.")
            ),
            KindWords(
                Kind.STATEMENT,
                _("Statement to agree to"),
                _("A sentence with a box: the person declares that it is true."),
            ),
        ),
    ),
    Shelf(
        _("Checked numbers and addresses"),
        (
            KindWords(
                Kind.IDENTITY_NUMBER,
                _("Personal identification number"),
                _("Twelve digits, checked for mistakes of the hand."),
                "0012xxxxxxxx",
            ),
            KindWords(
                Kind.TAX_NUMBER,
                _("Tax number"),
                _("Ten or thirteen digits, checked."),
                "0100109106",
            ),
            KindWords(Kind.PHONE, _("Phone number"), _("A Vietnamese number."), "0912 345 678"),
            KindWords(
                Kind.EMAIL, _("E-mail address"), _("Checked for its form."), "ten@example.com"
            ),
            KindWords(
                Kind.ADDRESS,
                _("Address in two levels"),
                _("Province, commune, then house and street: as since 1 July 2025."),
            ),
        ),
    ),
    Shelf(
        _("Whole sets of questions"),
        (
            KindWords(
                Kind.PERSON,
                _("Person"),
                _("Name, birth, number, address of one person, the same in every form."),
            ),
            KindWords(
                Kind.ORGANISATION,
                _("Organisation"),
                _("Name, tax number, representative, address, the same in every form."),
            ),
            KindWords(
                Kind.GROUP,
                _("Repeated questions"),
                _("A few questions asked again for each child, member, paper."),
            ),
            KindWords(
                Kind.TABLE,
                _("Table"),
                _("Rows of short answers under the same columns, such as floors and their areas."),
            ),
            KindWords(
                Kind.FILE,
                _("File"),
                _("A photograph or a paper that belongs to the form itself."),
            ),
        ),
    ),
    Shelf(
        _("Shown, not asked"),
        (
            KindWords(
                Kind.CALCULATION,
                _("Calculation"),
                _("Worked out from other answers and shown as the person types."),
            ),
            KindWords(Kind.HEADING, _("Heading"), _("A heading or a remark between questions.")),
        ),
    ),
)

WORDS = {each.kind: each for shelf in SHELVES for each in shelf.kinds}

_ASKED = ("label", "help", "required", "required_if", "show_if")
_TEXT = ("example", "min", "max", "pattern", "prefill", "autocomplete", "sensitivity")
_SHORT = ("example", "prefill", "autocomplete", "sensitivity")

PROPERTIES: dict[Kind, tuple[str, ...]] = {
    Kind.TEXT: (*_ASKED, *_TEXT),
    Kind.LONG_TEXT: (*_ASKED, "example", "min", "max", "sensitivity"),
    Kind.NUMBER: (*_ASKED, "example", "min", "max", "unit", "sensitivity"),
    Kind.MONEY: (*_ASKED, "example", "min", "max", "sensitivity"),
    Kind.DATE: (*_ASKED, "min", "max", "prefill", "autocomplete", "sensitivity"),
    Kind.MONTH: (*_ASKED, "sensitivity"),
    Kind.YES_NO: (*_ASKED, "sensitivity"),
    Kind.CHOICE: (*_ASKED, "options", "prefill", "sensitivity"),
    Kind.MANY: (*_ASKED, "options", "min", "max", "sensitivity"),
    Kind.STATEMENT: ("label", "help", "required", "required_if", "show_if"),
    Kind.IDENTITY_NUMBER: (*_ASKED, *_SHORT),
    Kind.TAX_NUMBER: (*_ASKED, *_SHORT),
    Kind.PHONE: (*_ASKED, *_SHORT),
    Kind.EMAIL: (*_ASKED, *_SHORT),
    Kind.ADDRESS: (*_ASKED, "prefill"),
    Kind.PERSON: (*_ASKED, "parts", "prefill"),
    Kind.ORGANISATION: (*_ASKED, "parts", "prefill"),
    Kind.GROUP: (*_ASKED, "min", "max"),
    Kind.TABLE: (*_ASKED, "min", "max"),
    Kind.CALCULATION: ("label", "help", "formula", "unit", "show_if"),
    Kind.FILE: (*_ASKED, "sensitivity"),
    Kind.HEADING: ("label", "help", "show_if"),
}
"""Properties an editor may set, by kind; whatever else a definition says of them means nothing."""


def means(kind: Kind, name: str) -> bool:
    return name in PROPERTIES[kind]


LIMITS: dict[Kind, tuple[Text, Text]] = {
    **dict.fromkeys((Kind.TEXT, Kind.LONG_TEXT), (_("Fewest characters"), _("Most characters"))),
    **dict.fromkeys((Kind.NUMBER, Kind.MONEY), (_("Smallest value"), _("Greatest value"))),
    Kind.DATE: (_("Not before"), _("Not after")),
    Kind.MANY: (_("Fewest choices"), _("Most choices")),
    **dict.fromkeys((Kind.GROUP, Kind.TABLE), (_("Fewest rows"), _("Most rows"))),
}
"""What `min` and `max` are called for a kind."""
