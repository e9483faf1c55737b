"""Edits of a form. Each takes a definition and gives a new one; nothing is changed in place.

A question is found by its dotted path (`children.birth_date`, without row numbers); keys at the top
are unique in the whole form, so a path never names its section.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from procedures.builder.keys import all_keys, key_from
from procedures.builder.uses import users_of
from procedures.eforms.definition import Definition, Section
from procedures.eforms.field import Field
from procedures.eforms.kinds import Kind
from procedures.eforms.words import Words


class NoSuchPlace(KeyError):
    """The path leads nowhere in this form."""


class StillUsed(ValueError):
    """Others ask for what would go; `labels` names them."""

    def __init__(self, labels: list[str]):
        super().__init__(*labels)
        self.labels = labels


def section_of(definition: Definition, path: str) -> Section:
    """The section in which a question stands. Raises NoSuchPlace."""
    top = path.split(".")[0]
    for section in definition.sections:
        if any(item.key == top for item in section.fields):
            return section
    raise NoSuchPlace(path)


def find_section(definition: Definition, key: str) -> Section:
    """Raises NoSuchPlace."""
    return definition.sections[_place(definition.sections, key)]


def find(definition: Definition, path: str) -> Field:
    """The question at `path`. Raises NoSuchPlace."""
    items = section_of(definition, path).fields
    *above, last = path.split(".")
    for key in above:
        items = items[_place(items, key)].fields
    return items[_place(items, last)]


def questions(definition: Definition) -> Iterator[tuple[str, Field]]:
    """Every question an editor may open, with its path; parts of blocks are not his to edit."""
    for section in definition.sections:
        yield from _questions(section.fields, "")


def retitle(definition: Definition, title: Words) -> Definition:
    return replace(definition, title=title)


def add_section(
    definition: Definition, title: Words, used: Collection[str] = ()
) -> tuple[Definition, str]:
    """The form with a new last section, and its key; keys in `used` are not given again."""
    key = key_from(title.vi, all_keys(definition) | set(used), "section")
    return replace(definition, sections=(*definition.sections, Section(key, title, ()))), key


def change_section(definition: Definition, key: str, change: Callable[[Section], Section]):
    """The form with what `change` makes of one section; its key stays. Raises NoSuchPlace."""
    place = _place(definition.sections, key)
    changed = replace(change(definition.sections[place]), key=key)
    return replace(definition, sections=_put(definition.sections, place, changed))


def move_section(definition: Definition, key: str, by: int) -> Definition:
    """Raises NoSuchPlace; stops at either end."""
    return replace(definition, sections=_moved(definition.sections, key, by))


def remove_section(definition: Definition, key: str) -> Definition:
    """Raises NoSuchPlace, and StillUsed while another section asks for one of its answers."""
    gone = find_section(definition, key)
    left = replace(
        definition, sections=tuple(each for each in definition.sections if each.key != key)
    )
    _refuse_when_used(left, [item.key for item in gone.fields])
    return left


def add(
    definition: Definition,
    place: str,
    kind: Kind,
    label: Words,
    used: Collection[str] = (),
) -> tuple[Definition, str]:
    """The form with a new question at the end of `place`, and its path.

    `place` is `section:<key>`, or the path of the rows it becomes a column of. Keys in `used` were
    published with another meaning and are not given again. Raises NoSuchPlace.
    """
    key = key_from(label.vi, all_keys(definition) | set(used), kind.value)
    made = Field(key, kind, label)
    if place.startswith("section:"):
        section = place.removeprefix("section:")
        grown = change_section(
            definition, section, lambda each: replace(each, fields=(*each.fields, made))
        )
        return grown, key
    if not find(definition, place).repeats:
        raise NoSuchPlace(place)
    grown = change(definition, place, lambda each: replace(each, fields=(*each.fields, made)))
    return grown, f"{place}.{key}"


def change(definition: Definition, path: str, change: Callable[[Field], Field]) -> Definition:
    """The form with what `change` makes of one question; key and kind stay. Raises NoSuchPlace."""

    def keep(items: tuple[Field, ...], place: int) -> tuple[Field, ...]:
        old = items[place]
        return _put(items, place, replace(change(old), key=old.key, kind=old.kind))

    return _among(definition, path, keep)


def move(definition: Definition, path: str, by: int) -> Definition:
    """A question up (`by` < 0) or down among its neighbours; stops at either end."""
    return _among(
        definition, path, lambda items, place: _moved(items, path.split(".")[-1], by, place)
    )


def move_to(definition: Definition, path: str, section: str) -> Definition:
    """A question to the end of another section; columns stay in their rows. Raises NoSuchPlace."""
    item = find(definition, path)
    if "." in path:
        raise NoSuchPlace(path)
    find_section(definition, section)
    without = _among(definition, path, _without)
    return change_section(without, section, lambda each: replace(each, fields=(*each.fields, item)))


def duplicate(
    definition: Definition, path: str, label: Words, used: Collection[str] = ()
) -> tuple[Definition, str]:
    """A copy right below, under its own key and `label`, and its path."""
    key = key_from(label.vi, all_keys(definition) | set(used), find(definition, path).kind.value)

    def copied(items: tuple[Field, ...], place: int) -> tuple[Field, ...]:
        twin = replace(items[place], key=key, label=label)
        return (*items[: place + 1], twin, *items[place + 1 :])

    return _among(definition, path, copied), ".".join([*path.split(".")[:-1], key])


def remove(definition: Definition, path: str) -> Definition:
    """Raises NoSuchPlace, and StillUsed while another question asks for this answer."""
    left = _among(definition, path, _without)
    _refuse_when_used(left, [path.split(".")[-1]])
    return left


def _refuse_when_used(left: Definition, keys: list[str]) -> None:
    labels = [label for key in keys for label in users_of(left, key)]
    if labels:
        raise StillUsed(sorted(set(labels)))


Neighbours = Callable[[tuple[Field, ...], int], tuple[Field, ...]]


def _among(definition: Definition, path: str, edit: Neighbours) -> Definition:
    """The form with the neighbours of the question at `path` as `edit` makes them."""
    section = section_of(definition, path)
    fields = _inside(section.fields, path.split("."), edit)
    return change_section(definition, section.key, lambda each: replace(each, fields=fields))


def _inside(items: tuple[Field, ...], path: list[str], edit: Neighbours) -> tuple[Field, ...]:
    place = _place(items, path[0])
    if len(path) == 1:
        return edit(items, place)
    inner = replace(items[place], fields=_inside(items[place].fields, path[1:], edit))
    return _put(items, place, inner)


def _without(items: tuple[Field, ...], place: int) -> tuple[Field, ...]:
    return items[:place] + items[place + 1 :]


def _place(items: tuple, key: str) -> int:
    for place, item in enumerate(items):
        if item.key == key:
            return place
    raise NoSuchPlace(key)


def _put(items: tuple, place: int, item) -> tuple:
    return (*items[:place], item, *items[place + 1 :])


def _moved(items: tuple, key: str, by: int, place: int | None = None) -> tuple:
    place = _place(items, key) if place is None else place
    target = min(max(place + by, 0), len(items) - 1)
    rest = [*items[:place], *items[place + 1 :]]
    return (*rest[:target], items[place], *rest[target:])


def _questions(items: tuple[Field, ...], above: str) -> Iterator[tuple[str, Field]]:
    for item in items:
        path = f"{above}{item.key}"
        yield path, item
        yield from _questions(item.fields, f"{path}.")
