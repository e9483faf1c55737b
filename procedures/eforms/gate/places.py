"""Walking a form for the gate: every question of the editor's own, with where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from procedures.eforms.definition import Definition, Section
from procedures.eforms.field import Field
from procedures.eforms.gate.finding import Finding, Weight


@dataclass(frozen=True)
class Place:
    """`above` are the rows in which the question is a column, outermost first."""

    section: Section
    path: str
    item: Field
    neighbours: tuple[Field, ...]
    above: tuple[Field, ...] = ()

    def finding(self, what: str, mend: str = "", *, warning: bool = False) -> Finding:
        return Finding(
            what,
            mend,
            self.section.key,
            self.path,
            str(self.item.label) or self.path,
            Weight.WARNING if warning else Weight.REFUSED,
        )


def places(definition: Definition) -> Iterator[Place]:
    for section in definition.sections:
        yield from _places(section, section.fields, "", ())


def _places(
    section: Section, items: tuple[Field, ...], prefix: str, above: tuple[Field, ...]
) -> Iterator[Place]:
    for item in items:
        path = f"{prefix}{item.key}"
        yield Place(section, path, item, items, above)
        yield from _places(section, item.fields, f"{path}.", (*above, item))


def of_section(section: Section, what: str, mend: str = "", *, warning: bool = False) -> Finding:
    weight = Weight.WARNING if warning else Weight.REFUSED
    return Finding(what, mend, section.key, "", str(section.title) or section.key, weight)
