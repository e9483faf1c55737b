"""Everything that hangs on one dossier, found through the models themselves.

A table added tomorrow is found without anybody thinking of the archive. A row that only remembers
the dossier, by a key set null without it, belongs to somebody else: a kept paper is the person’s
own, a paper that another dossier took over from this one is of that dossier. So does a row that
follows on another of its own table, as a renewed result does.
"""

from collections.abc import Iterator
from functools import cache

from django.db.models import SET_NULL, ForeignKey, Model, Q, QuerySet

from dossiers.models import Dossier, Draft
from portal.audit.subjects import Subject
from portal.documents.models import IssuedDocument, StoredFile
from portal.documents.references import references

# Events about a dossier that no row stands for: of its money, of its place in the archive.
BESIDE = ("dossiers.money", "dossiers.archive")

# A dossier or a draft that names a part of another dossier does not belong to it.
OF_THEIR_OWN = (Dossier, Draft)


@cache
def hanging_models() -> tuple[type[Model], ...]:
    """The models whose rows belong to a dossier, by whatever way, itself first."""
    found: dict[type[Model], None] = {Dossier: None}
    for model in list_growing(found):
        for key in _keys_to(model):
            found.setdefault(key.model)
    return tuple(found)


def list_growing(found: dict[type[Model], None]) -> Iterator[type[Model]]:
    """The keys of `found`, also those added on the way."""
    done = 0
    while done < len(found):
        yield list(found)[done]
        done += 1


def _keys_to(model: type[Model]) -> list[ForeignKey]:
    fields = model._meta.get_fields(include_hidden=True)
    return [
        field.field
        for field in fields
        if field.auto_created and not field.concrete and (field.one_to_many or field.one_to_one)
        if field.on_delete is not SET_NULL and field.related_model is not model
        if field.related_model not in OF_THEIR_OWN
    ]


class Hanging:
    """The rows that hang on `dossier`."""

    def __init__(self, dossier: Dossier):
        self.dossier = dossier
        self.ids: dict[type[Model], set] = {model: set() for model in hanging_models()}
        self.ids[Dossier] = {dossier.pk}
        self._follow()

    def _follow(self) -> None:
        """Rows of rows until nothing new is found."""
        fresh = {Dossier: self.ids[Dossier]}
        while fresh:
            found: dict[type[Model], set] = {}
            for parent, ids in fresh.items():
                for key in _keys_to(parent):
                    rows = key.model._base_manager.filter(**{f"{key.name}__in": ids})
                    new = set(rows.values_list("pk", flat=True)) - self.ids[key.model]
                    self.ids[key.model] |= new
                    found.setdefault(key.model, set()).update(new)
            fresh = {model: ids for model, ids in found.items() if ids}

    def rows(self, model: type[Model]) -> QuerySet:
        """Those rows of `model`."""
        return model._base_manager.filter(pk__in=self.ids[model])

    def files(self, besides: frozenset[type[Model]] = frozenset()) -> QuerySet[StoredFile]:
        """The stored files that these rows name, leaving out rows of `besides`."""
        named = Q(pk__in=[])
        for field in self.file_keys():
            if field.model not in besides:
                named |= Q(pk__in=self.rows(field.model).values(field.attname))
        return StoredFile.objects.filter(named).order_by("created_at", "pk")

    def file_keys(self) -> list[ForeignKey]:
        """The foreign keys by which these rows name files."""
        return [field for field in references() if field.model in self.ids]

    def subjects(self) -> Iterator[Subject]:
        """What the events about the dossier and its parts have as their subject."""
        for model, ids in self.ids.items():
            yield from (Subject(model._meta.label_lower, str(pk)) for pk in ids)
        yield from (Subject(kind, str(self.dossier.pk)) for kind in BESIDE)

    def papers(self) -> QuerySet[IssuedDocument]:
        """The papers issued about the dossier or a part of it."""
        about = Q(pk__in=[])
        for model, ids in self.ids.items():
            if ids:
                keys = [str(pk) for pk in ids]
                about |= Q(subject_kind=model._meta.label_lower, subject_id__in=keys)
        return IssuedDocument.objects.filter(about).select_related("file", "twin").order_by("id")
