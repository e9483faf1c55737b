"""What an event is about: a kind and an id as text, free of the framework's content types."""

from dataclasses import dataclass
from typing import Self

from django.db.models import Model


@dataclass(frozen=True, slots=True)
class Subject:
    """For a row of a table, `kind` is its label (`dossiers.dossier`) and `id` its primary key."""

    kind: str
    id: str

    @classmethod
    def of(cls, thing: "Subject | Model") -> Self:
        """The subject that `thing` is or stands for. Raises ValueError for a row not yet saved."""
        if isinstance(thing, cls):
            return thing
        if not isinstance(thing, Model) or thing.pk is None:
            raise ValueError(f"{thing!r} cannot be the subject of an event: it has no id")
        return cls(thing._meta.label_lower, str(thing.pk))
