from django.db import models
from django.utils.translation import gettext_lazy as _


class Grain(models.TextChoices):
    DAY = "D", _("day")
    MONTH = "M", _("month")


class Counted(models.Model):
    """Of what, by whom and what is counted; `portal.reports.rules.names` says what it means.

    The thing is named by kind and lasting key (`procedure`, `1.001193`), so that a figure outlives
    every revision of it. `detail` divides a figure and is empty where nothing does.
    """

    subject_kind = models.CharField(max_length=40)
    subject_key = models.CharField(max_length=80)
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=40)
    detail = models.CharField(max_length=160, blank=True, default="")

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.subject_kind} {self.subject_key}: {self.name} {self.detail}".strip()


class Delta(Counted):
    """One change of a figure, inserted in the transaction of what it counts and never updated: two
    verbs at once do not wait for each other. The roll-up adds it to the figures and removes it.
    """

    day = models.DateField()
    amount = models.IntegerField()

    class Meta:
        verbose_name = _("change of a figure")
        verbose_name_plural = _("changes of figures")
        ordering = ["id"]
        indexes = [models.Index(fields=["subject_kind", "subject_key"], name="delta_of_subject")]


class Figure(Counted):
    """A sum over a day or over the month that begins on `since`; without agency, over all."""

    grain = models.CharField(max_length=1, choices=Grain.choices)
    since = models.DateField()
    amount = models.BigIntegerField()

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["agency", "name", "grain", "since"], name="figure_of_agency")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "subject_kind",
                    "subject_key",
                    "agency",
                    "grain",
                    "since",
                    "name",
                    "detail",
                ],
                nulls_distinct=False,
                name="one_figure",
            )
        ]
