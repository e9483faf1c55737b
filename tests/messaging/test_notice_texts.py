"""The texts of notices as a whole: complete in both languages, used, and fit for their channel."""

import ast
import re
import unicodedata
from fnmatch import filter as filter_names
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.template.base import Lexer, TokenType

from portal.messaging.selectors.desk import EXAMPLES, previews
from portal.messaging.texts import FOLDER, LANGUAGES, PARTS, file_of, known, render

TEXTS = sorted(known())
NAME = re.compile(r"^[a-z]+/[a-z_*]+_for_[a-z*]+$")
TELLS_NOTHING = frozenset(EXAMPLES)
APPS = ("portal", "procedures", "dossiers", "editorial", "feedback")


def words(text: str, part: str, language: str) -> str:
    file = FOLDER / file_of(text, part, language)
    return file.read_text() if file.exists() else ""


def variables(source: str) -> set[str]:
    """What the text prints, without filters; filters may differ by language."""
    tokens = Lexer(source).tokenize()
    return {
        token.contents.split("|")[0].strip()
        for token in tokens
        if token.token_type == TokenType.VAR
    }


@cache
def names_in_code() -> frozenset[str]:
    """Every string of the code that has the form of a text's name; `*` where it fills in."""
    nodes = (
        node
        for app in APPS
        for file in (Path(settings.BASE_DIR) / app).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Constant | ast.JoinedStr)
    )
    return frozenset(name for name in map(written, nodes) if NAME.match(name))


def written(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(written(part) for part in node.values)
    return node.value if isinstance(getattr(node, "value", None), str) else "*"


def test_there_are_texts():
    assert TEXTS


@pytest.mark.parametrize("text", TEXTS)
class TestEachText:
    def test_is_named_by_event_and_reader(self, text):
        assert NAME.match(text)

    def test_is_sent_by_somebody(self, text):
        assert any(fnmatchcase(text, name) for name in names_in_code()), (
            f"{text} is a text that nobody sends"
        )

    def test_has_subject_and_message_in_every_language(self, text):
        for language in LANGUAGES:
            for part in ("subject", "body"):
                assert words(text, part, language).strip(), file_of(text, part, language)
        assert len({bool(words(text, "sms", language)) for language in LANGUAGES}) == 1

    def test_says_the_same_facts_in_every_language(self, text):
        for part in PARTS:
            vietnamese, english = (variables(words(text, part, lang)) for lang in LANGUAGES)
            assert vietnamese == english, f"{part}: {vietnamese ^ english}"

    def test_can_be_parsed_and_misses_nothing_silently(self, text):
        """A text with facts refuses to be written without them; one without facts is just words."""
        facts = variables(words(text, "subject", "vi")) | variables(words(text, "body", "vi"))
        for language in LANGUAGES:
            try:
                rendered = render(text, language, {})
            except LookupError:
                assert facts
            else:
                assert rendered.subject
                assert rendered.body

    def test_leaves_the_greeting_to_the_frame_of_the_letter(self, text):
        for language in LANGUAGES:
            assert not words(text, "body", language).startswith(("Chào", "Kính", "Hello", "Dear"))

    def test_fits_its_channel(self, text):
        for language in LANGUAGES:
            assert len(words(text, "subject", language)) <= 150

    def test_short_form_fits_the_segments_that_are_paid_for(self, text):
        for shown in (each for each in previews() if each.name == text and each.length):
            assert shown.length.segments <= settings.SMS_SEGMENTS, shown.sms

    def test_short_form_tells_codes_dates_and_where_to_read_and_nothing_else(self, text):
        """A telephone is shared, lost, or somebody else's by now."""
        for language in LANGUAGES:
            assert variables(words(text, "sms", language)) <= TELLS_NOTHING

    def test_is_normalised_text(self, text):
        for language in LANGUAGES:
            for part in PARTS:
                assert unicodedata.is_normalized("NFC", words(text, part, language))


def test_every_text_that_the_code_names_exists():
    unknown = [name for name in names_in_code() if not filter_names(TEXTS, name)]

    assert unknown == []


def test_every_file_belongs_to_a_text():
    expected = {file_of(text, part, lang) for text in TEXTS for part in PARTS for lang in LANGUAGES}
    found = {file.relative_to(FOLDER).as_posix() for file in FOLDER.rglob("*/*.txt")}

    assert found <= expected, sorted(found - expected)
