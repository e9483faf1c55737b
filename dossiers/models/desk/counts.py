from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.TextChoices):
    """With whom a dossier lies, as the lists see it."""

    DESK = "DESK", _("the desk that received it")
    UNIT = "UNIT", _("the unit that holds it")
    PERSON = "PERSON", _("the official who has it")


class Counted(models.Model):
    """How many dossiers of one state lie at one place."""

    place = models.CharField(max_length=6, choices=Place.choices)
    place_id = models.BigIntegerField()
    state = models.CharField(max_length=24)

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.place} {self.place_id} {self.state}"


class DeskChange(Counted):
    """One dossier more or less somewhere, inserted in the verb's transaction and never updated:
    two verbs at once do not wait for each other. The roll-up adds it to the counts and removes it.
    """

    amount = models.SmallIntegerField()

    class Meta:
        verbose_name = _("change of a count")
        verbose_name_plural = _("changes of counts")
        ordering = ["id"]
        indexes = [models.Index(fields=["place", "place_id"], name="desk_change_of_place")]


class DeskCount(Counted):
    amount = models.BigIntegerField()

    class Meta:
        verbose_name = _("count of a list")
        verbose_name_plural = _("counts of lists")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["place", "place_id", "state"], name="one_desk_count")
        ]
