from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class MissKind(models.TextChoices):
    """How badly a search went."""

    NOTHING = "NOTHING", _("Nothing found")
    NEAR = "NEAR", _("Only something near")


class Miss(models.Model):
    """One search that failed, in folded words without anything personal: who searched is not known.

    Rows are only added, then rolled up into `Missed` and gone within minutes, so that a word which
    a thousand people look for at once makes nobody wait.
    """

    text = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=MissKind.choices)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("failed search")
        verbose_name_plural = _("failed searches")

    def __str__(self):
        return self.text


class Missed(models.Model):
    """What people looked for and did not find, with how often since it was last dealt with."""

    text = models.CharField(_("what was typed"), max_length=200, unique=True)
    kind = models.CharField(_("what came"), max_length=8, choices=MissKind.choices)
    times = models.PositiveIntegerField(_("times"), default=0)
    first_day = models.DateField(_("first"))
    last_day = models.DateField(_("last"))
    handled_at = models.DateTimeField(null=True, editable=False)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("search without result")
        verbose_name_plural = _("searches without result")
        ordering = ["-times", "-last_day", "id"]
        indexes = [
            models.Index(
                fields=["-times", "-last_day", "id"],
                condition=models.Q(handled_at=None),
                name="search_missed_open",
            ),
        ]

    def __str__(self):
        return self.text
