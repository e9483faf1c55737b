"""Words that are missing or too long, and English where foreigners may apply."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from procedures.eforms.definition import Definition
from procedures.eforms.field import Field
from procedures.eforms.gate.finding import Finding, Weight
from procedures.eforms.gate.places import Place, of_section, places
from procedures.eforms.kinds import Kind

LONGEST_LABEL = 150
LONGEST_OPTION = 120
_LONG_BY_NATURE = {Kind.STATEMENT, Kind.HEADING}
_FEWEST_WORDS_OF_A_STATEMENT = 4


def findings(definition: Definition, *, foreigners: bool) -> Iterator[Finding]:
    for section in definition.sections:
        if not section.title.vi:
            yield of_section(section, _("the title is missing"), _("Write a title."))
    for place in places(definition):
        yield from _label(place)
        yield from _options(place)
        if place.item.pattern and not (place.item.pattern_help and place.item.help):
            yield place.finding(
                _("a pattern needs help before and after a mistake"),
                _("Say in words what is expected, in the help and in the words of the mistake."),
            )
    if foreigners:
        yield from _english(definition)


def _label(place: Place) -> Iterator[Finding]:
    item = place.item
    if not item.label.vi:
        yield place.finding(_("the label is missing"), _("Write what is asked."))
    elif item.kind is Kind.STATEMENT and len(item.label.vi.split()) < _FEWEST_WORDS_OF_A_STATEMENT:
        yield place.finding(
            _("the statement does not say what is declared"),
            _("Write the whole sentence the person agrees to."),
        )
    elif len(item.label.vi) > LONGEST_LABEL and item.kind not in _LONG_BY_NATURE:
        yield place.finding(
            _("the label has more than %(n)d characters") % {"n": LONGEST_LABEL},
            _("Ask shortly and move the rest into the help."),
        )


def _options(place: Place) -> Iterator[Finding]:
    item = place.item
    if not item.chooses:
        return
    if len(item.options) < 2:
        yield place.finding(
            _("at least two answers are needed to choose from"), _("Write one answer a line.")
        )
    if any(not option.label.vi for option in item.options):
        yield place.finding(_("an answer has no words"), _("Write what each answer means."))
    said = [option.label.vi.casefold() for option in item.options if option.label.vi]
    if len(said) != len(set(said)):
        yield place.finding(
            _("two answers read the same"), _("Make them differ, or remove one of them.")
        )
    if any(len(option.label.vi) > LONGEST_OPTION for option in item.options):
        yield place.finding(
            _("an answer has more than %(n)d characters") % {"n": LONGEST_OPTION},
            _("Shorten it; explain in the help."),
            warning=True,
        )


def _english(definition: Definition) -> Iterator[Finding]:
    mend = _("Write the English words: foreigners may use this procedure.")
    if not definition.title.en:
        yield Finding(_("The title has no English."), mend, weight=Weight.WARNING)
    for section in definition.sections:
        if not section.title.en:
            yield of_section(section, _("there is no English"), mend, warning=True)
    for place in places(definition):
        if _lacks_english(place.item):
            yield place.finding(_("there is no English"), mend, warning=True)


def _lacks_english(item: Field) -> bool:
    texts = [item.label, item.help, item.pattern_help, item.unit]
    texts += [option.label for option in item.options]
    return any(text.vi and not text.en for text in texts)
