"""What a condition or a calculation may ask for at a place of the form: only what stands before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from procedures.builder.tree import find, find_section, section_of
from procedures.eforms.blocks import parts_of
from procedures.eforms.definition import Definition
from procedures.eforms.field import Field, Option
from procedures.eforms.kinds import Kind
from procedures.eforms.words import Words


@dataclass(frozen=True)
class Reference:
    """One answer that may be asked for; `label` tells a reader which, blocks and rows included."""

    path: str
    label: str
    kind: Kind
    options: tuple[Option, ...] = ()
    columns: tuple["Reference", ...] = ()

    def label_of(self, option: str) -> str:
        return next((str(each.label) for each in self.options if each.key == option), option)


def before_field(definition: Definition, path: str) -> list[Reference]:
    """What stands before the question at `path`: in its own row first, then further out."""
    item = find(definition, path)
    return _inner_first(definition, path, item)


def before_section(definition: Definition, key: str) -> list[Reference]:
    """What the sections before `key` ask. Raises NoSuchPlace."""
    end = definition.sections.index(find_section(definition, key))
    return [
        each
        for section in definition.sections[:end]
        for item in section.fields
        for each in _offered(item)
    ]


def circumstances(cases: Mapping[str, str], channels: Mapping[str, str]) -> list[Reference]:
    """Facts of the filing itself: the case of the procedure, and the way of filing."""
    found = [
        ("@case", _("The case of the procedure"), cases),
        ("@channel", _("The way of filing"), channels),
    ]
    return [
        Reference(
            path,
            label,
            Kind.CHOICE,
            tuple(Option(key, Words(str(words))) for key, words in values.items()),
        )
        for path, label, values in found
        if values
    ]


def every_reference(definition: Definition) -> dict[str, Reference]:
    """By path, wherever it stands: for reading a rule that is already written."""
    found: dict[str, Reference] = {}
    for section in definition.sections:
        for item in section.fields:
            for each in _everything(item):
                found.setdefault(each.path, each)
    return found


def _inner_first(definition: Definition, path: str, item: Field) -> list[Reference]:
    found: list[Reference] = []
    keys = path.split(".")
    for depth in range(len(keys) - 1, 0, -1):
        rows = find(definition, ".".join(keys[:depth]))
        found += _until(rows.fields, keys[depth])
    section = section_of(definition, path)
    found += before_section(definition, section.key)
    found += _until(section.fields, keys[0])
    seen: set[str] = set()
    # What an inner row names hides what is called the same further out.
    return [each for each in found if not (each.path in seen or seen.add(each.path))]


def _until(items: tuple[Field, ...], key: str) -> list[Reference]:
    found = []
    for item in items:
        if item.key == key:
            break
        found += _offered(item)
    return found


def _offered(item: Field, above: str = "", words: str = "") -> Iterator[Reference]:
    """A question, and where it is a block its parts too."""
    if item.kind is Kind.HEADING:
        return
    path = f"{above}{item.key}"
    label = f"{words}{item.label}"
    columns = tuple(each for column in item.fields for each in _offered(column))
    yield Reference(path, label, item.kind, item.options, columns)
    if item.is_block:
        for part in parts_of(item):
            yield from _offered(part, f"{path}.", f"{label} – ")


def _everything(item: Field) -> Iterator[Reference]:
    """Columns too, under the short names by which their own row calls them."""
    yield from _offered(item)
    for column in item.fields:
        yield from _everything(column)
