"""The English of a procedure: what there is to translate, and what readers see of it."""

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from portal.texts.models import Translation
from portal.texts.passages import Passage
from portal.texts.selectors import last_review, lines
from portal.texts.workflow import State as TextState
from procedures.changes.matching import rows_of
from procedures.models import Procedure, Revision
from procedures.models.choices import Audience
from procedures.models.guard import parts
from procedures.models.wording import group_of, is_item, path_of, worded_fields
from procedures.selectors.catalogue import public_procedures

KIND = "procedure"
FOREIGN = [
    Audience.FOREIGNER,
    Audience.OVERSEAS,
    Audience.FOREIGN_ENTERPRISE,
    Audience.FOREIGN_ORGANISATION,
]
"""Audiences among whom many read English and not Vietnamese."""


class Need(models.TextChoices):
    """Why somebody should look at the English of a procedure."""

    BEHIND = "behind", _("Fallen behind")
    MISSING = "missing", _("Not translated yet")
    WAITING = "waiting", _("Waiting for review")
    ALL = "all", _("All")


def passages_of(revision: Revision) -> list[Passage]:
    """Every text of the revision that readers see, each once, in the order of the page."""
    rows = [revision, *(row for found in rows_of(revision).values() for row in found)]
    found = (passage for row in rows for passage in _passages(row))
    return list({passage.path: passage for passage in found}.values())


def _passages(row: models.Model) -> Iterator[Passage]:
    for field in worded_fields(type(row)):
        value = getattr(row, field.name)
        for text in value if isinstance(field, ArrayField) else [value]:
            if text.strip():
                group = group_of(row, field.name) if is_item(row, field.name) else ""
                yield Passage(path_of(row, field.name, text), text, _label(row, field), group)


def _label(row: models.Model, field: models.Field) -> str:
    """ "Paper: needed when"; for the revision itself the field alone."""
    if isinstance(row, Revision):
        return capfirst(str(field.verbose_name))
    return f"{capfirst(str(row._meta.verbose_name))}: {field.verbose_name}"


def label_of(path: str) -> str:
    """The name of the passage at a path, in the reader's language."""
    kind, _dot, rest = path.partition(".")
    models = {model._meta.model_name: model for model in parts()}
    if kind not in models:
        return capfirst(str(Revision._meta.get_field(kind).verbose_name))
    steps = rest.split(".")
    names = {field.name: field for field in worded_fields(models[kind])}
    field = next(names[step] for step in reversed(steps) if step in names)
    return f"{capfirst(str(models[kind]._meta.verbose_name))}: {field.verbose_name}"


def english_of(revision: Revision, translations: list[Translation]) -> dict[str, Any]:
    """What readers see: reviewed words by path, the paths that have fallen behind, how many
    passages have none, and the day of the last review."""
    if not translations:
        return {}
    found = lines(passages_of(revision), translations)
    shown = [line for line in found if line.reviewed]
    reviewed_on = last_review(line.reviewed for line in shown)
    if reviewed_on is None:
        return {}
    return {
        "words": {line.passage.path: line.reviewed.text for line in shown},
        "behind": [line.passage.path for line in shown if line.lags],
        "missing": len(found) - len(shown),
        "reviewed_on": reviewed_on.isoformat(),
    }


def procedures_in_english(need: Need, after: str, size: int) -> list[Procedure]:
    """The next `size` + 1 procedures, by code, that foreigners may use or that have English."""
    found = public_procedures().filter(
        Q(current__audiences__overlap=FOREIGN) | ~Q(current__english={})
    )
    found = found.filter(_needing(need)).filter(code__gt=after).select_related("current")
    return list(found.order_by("code")[: size + 1])


def _needing(need: Need) -> Q:
    match need:
        case Need.BEHIND:
            return Q(current__english__has_key="behind") & ~Q(current__english__behind=[])
        case Need.MISSING:
            return Q(current__english={}) | Q(current__english__missing__gt=0)
        case Need.WAITING:
            drafts = Translation.objects.filter(subject_kind=KIND, state=TextState.DRAFT)
            return Q(code__in=drafts.values("subject_key"))
    return Q()
