from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from procedures.models.wording import localised


class Sector(models.Model):
    """A field of administration with its official code and the days the code is in force."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    name = models.TextField(_("name"))
    name_en = models.TextField(_("English name"), blank=True)
    since = models.DateField(_("in force from"), null=True, blank=True)
    until = models.DateField(_("in force until"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("field of administration", "sector")
        verbose_name_plural = pgettext_lazy("fields of administration", "sectors")
        ordering = ["name"]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return localised(self.name, self.name_en)


class SectorCode(models.Model):
    """A code that a sector bore, or bears, in a window of days; old addresses still find it."""

    sector = models.ForeignKey(
        Sector,
        on_delete=models.CASCADE,
        related_name="codes",
        verbose_name=pgettext_lazy("field of administration", "sector"),
    )
    code = models.CharField(_("code"), max_length=40)
    since = models.DateField(_("in force from"), null=True, blank=True)
    until = models.DateField(_("in force until"), null=True, blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("code of a sector")
        verbose_name_plural = _("codes of a sector")
        ordering = ["sector", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "since"], nulls_distinct=False, name="sector_code_once_from_a_day"
            ),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="sector_code_window_is_in_order",
            ),
        ]

    def __str__(self):
        return self.code


class LifeEvent(models.Model):
    """A moment in a life or a business that brings people here, with the procedures it needs."""

    slug = models.SlugField(_("address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_en = models.CharField(_("English name"), max_length=200, blank=True)
    hint = models.CharField(_("hint"), max_length=300, blank=True)
    hint_en = models.CharField(_("English hint"), max_length=300, blank=True)
    icon = models.CharField(_("icon"), max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    procedures = models.ManyToManyField(
        "procedures.Procedure",
        related_name="life_events",
        blank=True,
        verbose_name=_("procedures"),
    )

    class Meta:
        verbose_name = _("life event")
        verbose_name_plural = _("life events")
        ordering = ["order", "id"]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return localised(self.name, self.name_en)

    @property
    def lead(self) -> str:
        return localised(self.hint, self.hint_en)
