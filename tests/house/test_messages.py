"""Vietnamese is what people read: every text has its translation, once, and well set."""

import re
from pathlib import Path

from babel.messages.pofile import read_po
from django.conf import settings

from portal.launch.messages import merged
from tests.messages import messages

VIETNAMESE: Path = settings.BASE_DIR / "portal" / "locale" / "vi" / "LC_MESSAGES"
# python-format, python-brace-format
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def entries():
    for part in sorted(VIETNAMESE.glob("parts/*.po")):
        with part.open("rb") as source:
            for message in read_po(source, locale="vi", abort_invalid=True):
                if message.id:
                    yield part.name, message


def test_every_text_is_translated():
    catalogue, _quarrels = merged(VIETNAMESE)
    lacking = [
        f"{place}: {text}"
        for (text, context), place in messages().items()
        if not catalogue.get(text, context)
    ]
    assert not lacking, "without Vietnamese:\n" + "\n".join(sorted(lacking))


def test_no_two_parts_disagree():
    _catalogue, quarrels = merged(VIETNAMESE)
    assert not quarrels, "translated in two ways:\n" + "\n".join(quarrels)


def test_placeholders_survive_translation():
    broken = [
        f"{part}: {message.id}"
        for part, message in entries()
        if not isinstance(message.id, tuple)
        and set(PLACEHOLDER.findall(message.id)) != set(PLACEHOLDER.findall(message.string))
    ]
    assert not broken, "placeholders differ:\n" + "\n".join(broken)


def test_quotes_are_typographic():
    straight = [
        f"{part}: {text}"
        for part, message in entries()
        for text in _forms(message)
        if re.search(r"""(?<!=)["']""", re.sub(r"<[^>]*>", "", text))
    ]
    assert not straight, "straight quotes:\n" + "\n".join(straight)


def test_plural_forms_are_those_of_vietnamese():
    """Vietnamese has one form; a part with two would show the second to nobody."""
    catalogue, _quarrels = merged(VIETNAMESE)
    assert catalogue.num_plurals == 1
    twice = [message.id for _, message in entries() if len(_forms(message)) != 1]
    assert not twice, twice


def _forms(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)
