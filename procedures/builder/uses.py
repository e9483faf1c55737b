"""Who asks for whose answer: conditions and calculations that refer to a question."""

from collections.abc import Iterator

from procedures.eforms import conditions, formulas
from procedures.eforms.definition import Definition
from procedures.eforms.field import Field


def users_of(definition: Definition, key: str) -> list[str]:
    """Labels of the questions and sections that ask for the answer under `key`."""
    return [label for label, name in _asked(definition) if name.split(".")[0] == key]


def _asked(definition: Definition) -> Iterator[tuple[str, str]]:
    for section in definition.sections:
        if section.show_if:
            for name in _readable(conditions.references, section.show_if):
                yield str(section.title), name
    for _path, item in definition.walk():
        for name in references_of(item):
            yield str(item.label), name


def references_of(item: Field) -> list[str]:
    """Every answer a question itself asks for; nothing where a rule of it cannot be read."""
    found = []
    for condition in (item.show_if, item.required_if):
        if condition:
            found += _readable(conditions.references, condition)
    if item.formula:
        found += _readable(formulas.references, item.formula)
        found += [f"{item.formula['column']}"] if "column" in item.formula else []
    return found


def _readable(references, rule) -> list[str]:
    try:
        return list(references(rule))
    except ValueError:
        return []
