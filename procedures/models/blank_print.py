from django.db import models
from django.utils.translation import gettext_lazy as _


class BlankPrint(models.Model):
    """The electronic form of a revision, printed to be filled in by hand. Made by the portal: it
    can be made again at any time, and is, when `layout` is not that of today.
    """

    revision = models.ForeignKey(
        "procedures.Revision", on_delete=models.CASCADE, related_name="blank_prints"
    )
    ending = models.CharField(max_length=4)
    layout = models.PositiveSmallIntegerField()
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("printed form")
        verbose_name_plural = _("printed forms")
        ordering = ["revision", "ending"]
        constraints = [
            models.UniqueConstraint(fields=["revision", "ending"], name="one_print_a_format")
        ]

    def __str__(self):
        return f"{self.revision_id}.{self.ending}"
