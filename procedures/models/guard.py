"""A published text and everything in it is frozen; the database repeats this with triggers."""

from typing import TYPE_CHECKING

from django.db import models

from procedures.workflow import State

if TYPE_CHECKING:
    from procedures.models.revision import Revision


class Frozen(Exception):
    """Somebody tried to change a text that is no longer a draft."""


class Guarded(models.Model):
    """Anything that hangs on a text with a state and may change only while that is a draft."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self._refuse_when_frozen()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        self._refuse_when_frozen()
        return super().delete(*args, **kwargs)

    def owner(self):
        """The text this hangs on."""
        raise NotImplementedError

    def _refuse_when_frozen(self):
        if self.owner().state != State.DRAFT:
            raise Frozen(f"{self.owner()} is {self.owner().state}")


class Part(Guarded):
    """Anything that belongs to one revision.

    A part that a new draft must not forget is found by `parts()`; it has a field history, and its
    table has the trigger `keep_frozen`.
    """

    class Meta:
        abstract = True

    def owner(self) -> "Revision":
        """The revision this part belongs to."""
        return self.revision


def parts() -> list[type[Part]]:
    """Every kind of part, what others hang on first: cases before channels before fees."""
    waiting = sorted(_concrete(Part), key=lambda model: model.__name__)
    ordered: list[type[Part]] = []
    while waiting:
        free = [each for each in waiting if not _parents(each) - {each, *ordered}]
        if not free:
            raise TypeError(f"parts hang on each other in a ring: {waiting}")
        ordered += free
        waiting = [each for each in waiting if each not in free]
    return ordered


def revision_path(model: type[Part]) -> str:
    """The lookup from a part to its revision: `revision`, `channel__revision` …"""
    names = {field.name for field in model._meta.concrete_fields}
    if "revision" in names:
        return "revision"
    owner = next(field for field in part_keys(model) if not field.null)
    return f"{owner.name}__{revision_path(owner.related_model)}"


def part_keys(model: type[Part]) -> list[models.ForeignKey]:
    """Foreign keys of a part to other parts of the same revision."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.is_relation and issubclass(field.related_model, Part)
    ]


def _parents(model: type[Part]) -> set[type[Part]]:
    return {field.related_model for field in part_keys(model)}


def _concrete(model: type[models.Model]) -> set[type[Part]]:
    found = set() if model._meta.abstract else {model}
    return found.union(*(_concrete(each) for each in model.__subclasses__()))


def revision_key(related_name: str) -> models.ForeignKey:
    """Foreign key of a part to its revision."""
    return models.ForeignKey(
        "procedures.Revision", on_delete=models.CASCADE, related_name=related_name
    )
