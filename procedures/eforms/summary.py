"""Answers as a reader sees them: before sending, at the official's desk, on the printed form."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.kernel.codes import phone_words
from procedures.eforms.blocks import parts_of
from procedures.eforms.definition import Definition
from procedures.eforms.evaluate import Evaluation
from procedures.eforms.field import Field
from procedures.eforms.kinds import Kind, Sensitivity

# Years and other numbers of four digits are read without a separator.
FIRST_GROUPED = 10_000


@dataclass(frozen=True)
class SummaryRow:
    """One answer in words. `level` tells how deep it stands; headings have no value.

    `file` is the id of the file that the answer is; whoever shows it may put its address into
    `url`.
    """

    path: str
    label: str
    value: str
    level: int = 0
    heading: bool = False
    sensitive: bool = False
    statement: bool = False
    file: str = ""
    url: str = ""


@dataclass(frozen=True)
class SummarySection:
    key: str
    title: str
    rows: tuple[SummaryRow, ...]


def summarise(definition: Definition, evaluation: Evaluation) -> list[SummarySection]:
    """Every visible answer in the order of the form; unanswered ones say so."""
    sections = (definition.section(key) for key in evaluation.sections)
    return [
        SummarySection(
            section.key,
            str(section.title),
            tuple(_rows(section.fields, evaluation.answers, evaluation, "", 0)),
        )
        for section in sections
    ]


def _rows(
    items: Iterable[Field], answers: Any, evaluation: Evaluation, above: str, level: int
) -> Iterator[SummaryRow]:
    given = answers if isinstance(answers, dict) else {}
    for item in items:
        path = f"{above}{item.key}"
        if path not in evaluation.visible or item.kind is Kind.HEADING:
            continue
        value = given.get(item.key)
        if item.repeats:
            yield from _group(item, value or [], evaluation, path, level)
        elif item.kind is Kind.ADDRESS:
            words = address_words(item, value or {}, evaluation)
            yield SummaryRow(path, str(item.label), words, level)
        elif item.is_block:
            yield SummaryRow(path, str(item.label), "", level, heading=True)
            yield from _rows(parts_of(item), value, evaluation, f"{path}.", level + 1)
        else:
            sensitive = item.sensitivity is Sensitivity.SENSITIVE
            yield SummaryRow(
                path,
                str(item.label),
                in_words(item, value),
                level,
                sensitive=sensitive,
                statement=item.kind is Kind.STATEMENT,
                file=value["id"] if item.kind is Kind.FILE and value else "",
            )


def _group(
    item: Field, rows: list, evaluation: Evaluation, path: str, level: int
) -> Iterator[SummaryRow]:
    if not rows:
        yield SummaryRow(path, str(item.label), _("None"), level)
    for index, row in enumerate(rows):
        label = _("%(name)s %(number)d") % {"name": item.label, "number": index + 1}
        yield SummaryRow(f"{path}.{index}", label, "", level, heading=True)
        yield from _rows(item.fields, row, evaluation, f"{path}.{index}.", level + 1)


def address_words(item: Field, value: dict[str, Any], evaluation: Evaluation) -> str:
    """From the house to the province, as an envelope is written."""
    names = evaluation.place_names
    parts = {
        part.key: names.get(value[part.key], value[part.key])
        for part in parts_of(item)
        if value.get(part.key)
    }
    written = [parts[key] for key in ("detail", "commune", "province") if key in parts]
    return ", ".join(written) or _("Not answered")


def in_words(item: Field, value: Any) -> str:
    """One clean value as people write it."""
    if value is None or value in ("", []):
        return _("Not answered")
    match item.kind:
        case Kind.CHOICE:
            return item.label_of(value)
        case Kind.MANY:
            return ", ".join(item.label_of(key) for key in value)
        case Kind.YES_NO:
            return _("Yes") if value else _("No")
        case Kind.STATEMENT:
            return _("Agreed")
        case Kind.DATE:
            return date.fromisoformat(value).strftime("%d/%m/%Y")
        case Kind.MONTH:
            return f"{value[5:]}/{value[:4]}"
        case Kind.PHONE:
            return phone_words(value)
        case Kind.MONEY:
            return f"{grouped(value)} đ"
        case Kind.NUMBER | Kind.CALCULATION:
            return _measured(item, value)
        case Kind.FILE:
            return str(value.get("name") or value["id"])
    return str(value)


def _measured(item: Field, value: int | float) -> str:
    number = grouped(value, smallest=FIRST_GROUPED)
    return f"{number} {item.unit}" if item.unit else number


def grouped(value: int | float, *, smallest: int = 1000) -> str:
    """Digits in threes as the reader writes them: 1.250,5 in Vietnamese, 1,250.5 in English.

    Numbers under `smallest` stay ungrouped. Django's own Vietnamese format groups nothing.
    """
    written = f"{value:,}" if abs(value) >= smallest else str(value)
    if (get_language() or "").startswith("en"):
        return written
    return written.translate(str.maketrans(",.", ".,"))
