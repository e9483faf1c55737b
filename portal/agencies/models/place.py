from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.agencies.models.periods import Period, ends_after_it_begins
from portal.kernel.text import nfc, sort_key


class AdministrativeUnit(Period):
    """A province or a commune of the country, for addresses; two levels since 1/7/2025.

    Units that were merged stay, closed by a date, so that old addresses keep their words.
    """

    class Kind(models.TextChoices):
        PROVINCE = "PROVINCE", _("province")
        CITY = "CITY", _("centrally run city")
        COMMUNE = "COMMUNE", _("commune")
        WARD = "WARD", _("ward")
        SPECIAL_ZONE = "SPECIAL_ZONE", _("special zone")

    code = models.CharField(_("code"), max_length=5)
    name = models.CharField(_("name"), max_length=120)
    name_key = models.CharField(max_length=300, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="units",
        verbose_name=_("province"),
    )

    class Meta:
        verbose_name = _("administrative unit")
        verbose_name_plural = _("administrative units")
        ordering = ["name_key", "id"]
        constraints = [
            ends_after_it_begins("administrative_unit_period"),
            models.UniqueConstraint(fields=["code", "since"], name="administrative_unit_code_once"),
        ]
        indexes = [models.Index(fields=["parent", "name_key"], name="administrative_unit_in_order")]

    def __str__(self) -> str:
        return self.name

    def keyed(self) -> "AdministrativeUnit":
        """This unit with its stored form and sort key set, ready to be written in bulk."""
        self.name = nfc(self.name)
        self.name_key = sort_key(self.name)
        return self
