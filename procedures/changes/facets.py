"""What of a row readers see, field by field, and how much it weighs on the person who applies.

Every field of a part is compared unless it is declared here to say nothing: a new field shows up in
the differences by itself. Only what people read as one value of several fields, and what makes a
procedure harder, is named.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from procedures.changes.values import field_words
from procedures.models import (
    Channel,
    Duty,
    Exemption,
    Fee,
    Paper,
    Revision,
)
from procedures.models.choices import Completeness, DutyParty, FeeKind, LimitKind
from procedures.models.guard import Part
from procedures.selectors import limit_hours
from procedures.words import amount_words, copies_words, fee_words, limit_words

Words = Callable[[models.Model], str]
Burden = Callable[[models.Model], float | None]

SAYS_NOTHING = {
    Revision: {
        "procedure",
        "number",
        "state",
        "version",
        "in_force_until",
        "created_by",
        "created_at",
        "published_by",
        "published_at",
    }
}
"""Fields that tell of the record, not of the procedure. Keys, order and what is computed from
other fields (`editable=False`) are left out everywhere."""


@dataclass(frozen=True)
class Facet:
    """One value that readers see, made of one field or of several.

    `burden` measures how much the value weighs on the person: more is worse, None is unknown.
    """

    label: str | Promise
    fields: tuple[str, ...]
    words: Words
    burden: Burden | None = None
    prose: bool = False

    def same(self, old: models.Model, new: models.Model) -> bool:
        stored = [type(new)._meta.get_field(name).attname for name in self.fields]
        return all(getattr(old, name) == getattr(new, name) for name in stored)


def _wait(channel: Channel) -> float | None:
    return float("inf") if channel.limit_kind == LimitKind.NONE else limit_hours(channel)


def _price(fee: Fee) -> float | None:
    if fee.kind == FeeKind.FREE:
        return 0
    return float(fee.amount) if fee.amount is not None else None


def _relief_words(relief: Exemption) -> str:
    if relief.share is not None:
        return f"{relief.share} %"
    return amount_words(relief.amount) if relief.amount is not None else ""


def _relief(relief: Exemption) -> float | None:
    return -relief.share if relief.share is not None else None


def _copies(paper: Paper) -> int:
    return paper.originals + paper.certified + paper.copies


def _online(revision: Revision) -> float:
    return -[Completeness.NONE, Completeness.PARTIAL, Completeness.FULL].index(
        Completeness(revision.completeness)
    )


TOGETHER: dict[type[models.Model], tuple[Facet, ...]] = {
    Channel: (
        Facet(
            _("Processing time"),
            ("limit_kind", "limit", "unit", "cutoff", "at_most", "stated_as"),
            limit_words,
            _wait,
        ),
    ),
    Fee: (Facet(_("Price"), ("kind", "amount", "currency", "per"), fee_words, _price),),
    Exemption: (Facet(_("Spared"), ("share", "amount"), _relief_words, _relief),),
    Paper: (Facet(_("Copies"), ("originals", "certified", "copies"), copies_words, _copies),),
}

BURDENS: dict[tuple[type[models.Model], str], Burden] = {
    (Channel, "visits"): lambda channel: channel.visits,
    (Paper, "replaced_by_form"): lambda paper: -int(paper.replaced_by_form),
    (Revision, "completeness"): _online,
    (Revision, "level"): lambda revision: -revision.level,
    (Revision, "audiences"): lambda revision: -len(revision.audiences),
    (Revision, "conditions"): lambda revision: len(revision.conditions),
}

WEIGHT: dict[type[Part], Burden] = {
    Paper: lambda paper: 1,
    Fee: lambda fee: int(fee.kind != FeeKind.FREE),
    Channel: lambda channel: -1,
    Exemption: lambda exemption: -1,
    Duty: lambda duty: int(duty.party == DutyParty.APPLICANT),
}
"""How much a whole row weighs: what it means that one is added or gone."""


def weight(row: models.Model) -> float:
    measure = WEIGHT.get(type(row))
    return measure(row) or 0 if measure else 0


@cache
def facets_of(model: type[models.Model]) -> tuple[Facet, ...]:
    """Everything compared of a model, what belongs together first."""
    together = TOGETHER.get(model, ())
    covered = {name for facet in together for name in facet.fields}
    rest = [field for field in compared_fields(model) if field.name not in covered]
    return (*together, *(_facet(model, field) for field in rest))


def compared_fields(model: type[models.Model]) -> list[models.Field]:
    silent = SAYS_NOTHING.get(model, set())
    return [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key
        and field.editable
        and field.name not in silent
        and field.name not in ("key", "order")
        and not field.name.endswith("_en")
        and not _belongs(field)
    ]


def _belongs(field: models.Field) -> bool:
    """Whether the field says to which revision or part a row belongs: matching looks at that."""
    return field.is_relation and issubclass(field.related_model, (Revision, Part))


def _facet(model: type[models.Model], field: models.Field) -> Facet:
    return Facet(
        field.verbose_name,
        (field.name,),
        lambda row: field_words(row, field),
        BURDENS.get((model, field.name)),
        is_prose(field),
    )


def is_prose(field: models.Field) -> bool:
    """Whether a value is worth comparing word by word."""
    if isinstance(field, models.TextField | ArrayField):
        return True
    return isinstance(field, models.CharField) and not field.choices and field.max_length >= 200
