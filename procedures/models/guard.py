"""A published text and everything in it is frozen; the database repeats this with triggers."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from procedures.workflow import State

if TYPE_CHECKING:
    from procedures.models.revision import Revision


class Frozen(Exception):
    """Somebody tried to change a text that is no longer a draft."""


def _person() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )


class Publication(models.Model):
    """What one person drafts and another one publishes, with a `state`; frozen from then on."""

    version = models.PositiveIntegerField(default=1, editable=False)
    created_by = _person()
    created_at = models.DateTimeField(auto_now_add=True)
    published_by = _person()
    published_at = models.DateTimeField(null=True, editable=False)

    movable: ClassVar[frozenset[str]] = frozenset({"state", "version"})
    """Fields that still change after publication: they tell of the text, not of what it says."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self._refuse_change_of_content()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        if self.state != State.DRAFT:
            raise Frozen(str(self))
        return super().delete(*args, **kwargs)

    def _refuse_change_of_content(self):
        stored = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        if stored is None or stored.state == State.DRAFT:
            return
        for field in self._meta.concrete_fields:
            name = field.attname
            if field.name not in self.movable and getattr(self, name) != getattr(stored, name):
                raise Frozen(f"{self}: {name}")


def has_its_moment(name: str) -> models.CheckConstraint:
    """Whatever is no draft says when it was published."""
    draft = State.DRAFT.value
    condition = Q(state=draft, published_at=None) | ~Q(state=draft) & Q(published_at__isnull=False)
    return models.CheckConstraint(condition=condition, name=name)


def second_person_publishes(name: str) -> models.CheckConstraint:
    condition = Q(published_by=None) | Q(created_by=None) | ~Q(published_by=F("created_by"))
    return models.CheckConstraint(condition=condition, name=name)


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
