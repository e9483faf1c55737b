"""The words of notices: files in `templates/messages`, Vietnamese with an English twin.

`dossiers/accepted_for_citizen` names `…_subject.txt`, `…_body.txt` and, if there is one,
`…_sms.txt`; English stands in `…_subject.en.txt`. A name that the text uses and the caller did not
give is an error, not an empty place in a letter.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template import Context, Engine, TemplateDoesNotExist
from django.template.backends.django import get_installed_libraries
from django.utils import translation

FOLDER = Path(settings.BASE_DIR) / "templates" / "messages"
PARTS = ("subject", "body", "sms")
LANGUAGES = ("vi", "en")


class UndefinedInText(LookupError):
    """A text uses a name that it was not given."""


class _Undefined(str):
    """What the template engine finds in place of an undefined variable. Refuses to be printed."""

    __slots__ = ()

    def __contains__(self, item: object) -> bool:
        return True

    def __mod__(self, name: object) -> str:
        raise UndefinedInText(str(name))


@dataclass(frozen=True, slots=True)
class Words:
    """A text in one language. `sms` is empty when the text has no short form."""

    subject: str
    body: str
    sms: str


@lru_cache(maxsize=1)
def engine() -> Engine:
    """Templates of messages: plain text, hence no escaping for HTML."""
    return Engine(
        dirs=[FOLDER],
        autoescape=False,
        string_if_invalid=_Undefined("undefined"),
        builtins=settings.TEMPLATES[0]["OPTIONS"].get("builtins", []),
        libraries=get_installed_libraries(),
    )


def spoken(language: str) -> str:
    """The language in which a person who reads `language` gets texts: Vietnamese unless English."""
    return language if language in LANGUAGES else "vi"


def file_of(text: str, part: str, language: str) -> str:
    return f"{text}_{part}.txt" if language == "vi" else f"{text}_{part}.{language}.txt"


def render(text: str, language: str, context: Mapping[str, Any]) -> Words:
    """The text in `language`, one of `LANGUAGES`.

    Raises `TemplateDoesNotExist` for an unknown text and UndefinedInText for a missing name.
    """
    with translation.override(language):
        subject, body = (_part(text, part, language, context) for part in ("subject", "body"))
        try:
            sms = _part(text, "sms", language, context)
        except TemplateDoesNotExist:
            sms = ""
    return Words(_one_line(subject), body.strip(), _one_line(sms))


def _part(text: str, part: str, language: str, context: Mapping[str, Any]) -> str:
    template = engine().get_template(file_of(text, part, language))
    return template.render(Context(dict(context), autoescape=False))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def known() -> Iterator[str]:
    """Names of all texts, from their Vietnamese subjects."""
    for file in sorted(FOLDER.rglob("*_subject.txt")):
        yield file.relative_to(FOLDER).as_posix().removesuffix("_subject.txt")
