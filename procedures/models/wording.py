"""Words of the catalogue in the language of the reader.

Vietnamese is part of the law's text and stands in the revision. English only helps to read it: it
stands in translation rows with a review and a lag of their own (`portal.texts`), so that it is
corrected without a new revision. What readers see of it is repeated in `Revision.english`, so that
a list of procedures in English costs no query more.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language

from portal.texts.passages import item_path

NOT_WORDS = {
    "key", "symbol", "symbol_key", "decision_symbol", "form_symbol", "legal_basis", "code",
    "result_code", "case_key", "other_code", "agency_code", "role", "stated_as", "source",
    "everyday_name", "process_decision", "agency_codes", "answers", "related", "quantity_from",
}  # fmt: skip
"""Texts that are codes, names in Vietnamese alone, or quotations."""

KEYS = {"channel": "kind", "legalbasis": "symbol", "resultkind": "code"}
"""The field by which a part is known where there is no field `key`, by the name of its model."""


@dataclass(frozen=True)
class Said:
    """A text as this reader gets it; `lang` is set where that is not the language of the page."""

    text: str
    lang: str = ""

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


def localised(vietnamese: str, english: str) -> str:
    """The English text for an English reader where there is one; Vietnamese binds otherwise."""
    return english if english and reads_english() else vietnamese


def reads_english() -> bool:
    return (get_language() or "").startswith("en")


def say(row: models.Model, name: str) -> Said:
    """A text of a revision or of one of its parts in the reader's language."""
    return _said(row, name, getattr(row, name))


def say_all(row: models.Model, name: str) -> list[Said]:
    """The items of a list, each in the reader's language."""
    return [_said(row, name, text) for text in getattr(row, name)]


def _said(row: models.Model, name: str, vietnamese: str) -> Said:
    if not vietnamese or not reads_english():
        return Said(vietnamese)
    english = revision_of(row).english_words.get(path_of(row, name, vietnamese))
    return Said(english) if english else Said(vietnamese, "vi")


def revision_of(row: models.Model) -> Any:
    return row.owner() if _is_part(row) else row


def path_of(row: models.Model, name: str, text: str) -> str:
    """Where the translation of a text is found, the same in every revision of the procedure."""
    group = group_of(row, name)
    return item_path(group, text) if is_item(row, name) else group


def group_of(row: models.Model, name: str) -> str:
    if not _is_part(row):
        return name
    return ".".join(filter(None, [row._meta.model_name, key_of(row), name]))


def is_item(row: models.Model, name: str) -> bool:
    """Whether the text is one of several under one name: an item of a list, a part without a key,
    what stands in one case only, or what is repeated on every channel."""
    if isinstance(row._meta.get_field(name), ArrayField):
        return True
    direct = any(field.name == "revision" for field in row._meta.concrete_fields)
    in_one_case = getattr(row, "case_id", None) is not None
    return _is_part(row) and (not key_of(row) or not direct or in_one_case)


def _is_part(row: models.Model) -> bool:
    return hasattr(row, "owner")


def key_of(row: models.Model) -> str:
    """The lasting key of a part, empty where it has none."""
    return getattr(row, KEYS.get(row._meta.model_name, "key"), "")


def worded_fields(model: type[models.Model]) -> list[models.Field]:
    """Fields with words for readers, but for those with an English column of their own."""
    names = {field.name for field in model._meta.concrete_fields}
    return [
        field
        for field in model._meta.concrete_fields
        if _holds_words(field) and f"{field.name}_en" not in names
    ]


def _holds_words(field: models.Field) -> bool:
    held = field.base_field if isinstance(field, ArrayField) else field
    words = isinstance(held, models.CharField | models.TextField)
    coded = held.choices or isinstance(held, models.SlugField | models.URLField)
    silent = field.name in NOT_WORDS or field.name.endswith("_en") or not field.editable
    return words and not coded and not silent
