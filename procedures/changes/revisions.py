"""Compare two revisions of a procedure, field by field and part by part."""

from collections.abc import Iterable, Iterator

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.texts.differences import compare
from procedures.changes.comparison import (
    Change,
    Comparison,
    Difference,
    Effect,
    Kind,
    Section,
    effect_of,
)
from procedures.changes.facets import Facet, facets_of, weight
from procedures.changes.forms import form_changes
from procedures.changes.matching import Match, identity, match, parents, rows_of
from procedures.models import (
    Case,
    Channel,
    Duty,
    Exemption,
    Fee,
    LegalBasis,
    Paper,
    ProcessStep,
    ResultKind,
    Revision,
)
from procedures.models.guard import Part
from procedures.words import copies_words

ORDER = (Case, Paper, Channel, Fee, Exemption, ResultKind, ProcessStep, Duty, LegalBasis)
"""Parts in the order in which people ask; any other follows."""


def compare_revisions(old: Revision, new: Revision) -> Comparison:
    """What `new` changes against `old`; false where it changes nothing."""
    before, after = rows_of(old), rows_of(new)
    matches = {model: match(before[model], after[model]) for model in after}
    unpaired = {_name(row) for found in matches.values() for each in found for row in each.alone}
    kinds = [*ORDER, *(model for model in after if model not in ORDER)]
    sections = [
        Section(_("In general"), tuple(_general(old, new))),
        *(_section(model, matches[model], unpaired) for model in kinds),
        Section(_("Electronic form"), tuple(form_changes(old.form, new.form))),
    ]
    return Comparison(tuple(section for section in sections if section.changes))


def _name(row: Part) -> tuple:
    return type(row), identity(row)


def _general(old: Revision, new: Revision) -> Iterator[Change]:
    changed = details(old, new)
    if changed:
        yield Change(Kind.CHANGED, "", changed)


def _section(model: type[Part], matches: list[Match], unpaired: set[tuple]) -> Section:
    changes = (_change(each, unpaired) for each in matches)
    title = capfirst(model._meta.verbose_name_plural)
    return Section(title, tuple(change for change in changes if change))


def _change(found: Match, unpaired: set[tuple]) -> Change | None:
    for row in found.alone:
        return _alone(row, row is found.new, unpaired)
    changed = details(found.old, found.new)
    if changed:
        return Change(Kind.CHANGED, thing(found.new), changed)
    return Change(Kind.MOVED, thing(found.new)) if found.moved else None


def _alone(row: Part, added: bool, unpaired: set[tuple]) -> Change:
    """What hangs on something new or gone weighs nothing beside it."""
    follows = any(_name(parent) in unpaired for parent in parents(row))
    load = 0 if follows else weight(row)
    if added:
        return Change(Kind.ADDED, thing(row), (), effect_of(0, load))
    return Change(Kind.REMOVED, thing(row), (), effect_of(load, 0))


def thing(row: Part) -> str:
    """What a person calls the row, with what it belongs to: "Lệ phí – Trực tuyến"."""
    names = [str(row), *(str(parent) for parent in parents(row))]
    extra = copies_words(row) if isinstance(row, Paper) else ""
    return " – ".join(names) + (f" ({extra})" if extra else "")


def details(old: models.Model, new: models.Model) -> tuple[Difference, ...]:
    """Every value in which two states of one row differ."""
    found = (_differences(facet, old, new) for facet in facets_of(type(new)))
    return tuple(difference for each in found for difference in each)


def _differences(facet: Facet, old: models.Model, new: models.Model) -> Iterable[Difference]:
    if facet.same(old, new):
        return
    before, after = facet.words(old), facet.words(new)
    effect = effect_of(facet.burden(old), facet.burden(new)) if facet.burden else Effect.NONE
    pieces = tuple(compare(before, after)) if facet.prose and before and after else ()
    yield Difference(capfirst(str(facet.label)), before, after, effect, pieces)
