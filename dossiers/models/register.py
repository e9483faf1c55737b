from django.db import models
from django.utils.translation import gettext_lazy as _


class RegisterCounter(models.Model):
    """The last number in the register of a desk in one year. Locked by the transaction that takes
    the next.
    """

    desk = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("counter of a register")
        verbose_name_plural = _("counters of registers")
        constraints = [
            models.UniqueConstraint(fields=["desk", "year"], name="one_register_counter")
        ]

    def __str__(self):
        return f"{self.desk_id} {self.year}: {self.last}"


class RegisterEntry(models.Model):
    """A line of the register of dossiers (sổ theo dõi hồ sơ): numbered from 1 through the year
    without a gap (TT 01/2018/TT-VPCP, art. 10).
    """

    desk = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    dossier = models.OneToOneField(
        "dossiers.Dossier", models.PROTECT, related_name="register_entry"
    )
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("entry of a register")
        verbose_name_plural = _("entries of registers")
        ordering = ["desk_id", "year", "number"]
        constraints = [
            models.UniqueConstraint(fields=["desk", "year", "number"], name="register_number_once")
        ]

    def __str__(self):
        return f"{self.number:02}/{self.year}"
