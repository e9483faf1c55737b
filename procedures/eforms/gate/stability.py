"""A key keeps its meaning from one published version to the next: answers are found by it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal.kernel.text import fold
from procedures.eforms.definition import Definition
from procedures.eforms.field import Field
from procedures.eforms.gate.finding import Finding
from procedures.eforms.gate.places import Place, places


def findings(definition: Definition, earlier: tuple[Definition, ...]) -> Iterator[Finding]:
    """Against everything published before, whether it stands in the newest version or not."""
    known: dict[str, Field] = {}
    options: dict[str, dict[str, str]] = {}
    for published in earlier:
        for place in places(published):
            known[place.path] = place.item
            meant = options.setdefault(place.path, {})
            meant.update({option.key: option.label.vi for option in place.item.options})
    for place in places(definition):
        if place.path in known:
            yield from _changed(place, known[place.path], options[place.path])


def _changed(place: Place, before: Field, meant: dict[str, str]) -> Iterator[Finding]:
    if place.item.kind is not before.kind:
        yield place.finding(
            _("the key %(key)s was published as another kind of question") % {"key": place.path},
            _("Remove it and add a new question: it gets a key of its own."),
        )
        return
    for option in place.item.options:
        said = meant.get(option.key)
        if said is not None and not _same_meaning(said, option.label.vi):
            yield place.finding(
                _("the answer %(key)s was published as “%(before)s”")
                % {"key": option.key, "before": said},
                _("Give the new answer a line without a key; it gets its own."),
            )


def _same_meaning(before: str, now: str) -> bool:
    """Mended spelling is the same answer; other words may be another one."""
    old, new = set(fold(before).split()), set(fold(now).split())
    return not (old and new) or len(old & new) * 2 >= min(len(old), len(new))
