from django.db import models
from django.utils.translation import gettext_lazy as _


class Grade(models.IntegerChoices):
    """The three grades and their words as the regulation has them (TT 32/2017, art. 12)."""

    VERY_SATISFIED = 3, _("Very satisfied")
    SATISFIED = 2, _("Satisfied")
    NOT_SATISFIED = 1, _("Not yet satisfied")


class Rating(models.Model):
    """One judgement a dossier, given by its owner after the end; only totals are shown to the
    house.
    """

    dossier = models.OneToOneField("dossiers.Dossier", models.PROTECT, related_name="rating")
    overall = models.PositiveSmallIntegerField(choices=Grade.choices)
    convenience = models.PositiveSmallIntegerField(choices=Grade.choices, null=True, blank=True)
    punctuality = models.PositiveSmallIntegerField(choices=Grade.choices, null=True, blank=True)
    attitude = models.PositiveSmallIntegerField(choices=Grade.choices, null=True, blank=True)
    comment = models.TextField(blank=True, max_length=2000)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")

    def __str__(self):
        return str(self.overall)
