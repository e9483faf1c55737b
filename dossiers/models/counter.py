from django.db import models
from django.utils.translation import gettext_lazy as _


class CodeCounter(models.Model):
    """The last running number given out by an agency on one local day. Locked by the transaction
    that takes the next.
    """

    agency_code = models.CharField(max_length=35)
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("counter of dossier codes")
        verbose_name_plural = _("counters of dossier codes")
        constraints = [models.UniqueConstraint(fields=["agency_code", "day"], name="one_counter")]

    def __str__(self):
        return f"{self.agency_code} {self.day}: {self.last}"
