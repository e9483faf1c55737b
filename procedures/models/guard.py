"""A published revision and everything in it is frozen; the database repeats this with triggers."""

from typing import TYPE_CHECKING

from django.db import models

from procedures.workflow import State

if TYPE_CHECKING:
    from procedures.models.revision import Revision


class Frozen(Exception):
    """Somebody tried to change a revision that is no longer a draft."""


class Part(models.Model):
    """Anything that belongs to one revision and may change only while that is a draft."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self._refuse_when_frozen()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        self._refuse_when_frozen()
        return super().delete(*args, **kwargs)

    def owner(self) -> "Revision":
        """The revision this part belongs to."""
        return self.revision

    def _refuse_when_frozen(self):
        if self.owner().state != State.DRAFT:
            raise Frozen(f"{self.owner()} is {self.owner().state}")


def revision_key(related_name: str) -> models.ForeignKey:
    """Foreign key of a part to its revision."""
    return models.ForeignKey(
        "procedures.Revision", on_delete=models.CASCADE, related_name=related_name
    )
