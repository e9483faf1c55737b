from django.db import models
from django.utils.translation import gettext_lazy as _

from procedures.models.guard import Part, revision_key


class LegalBasis(Part):
    """A legal text that the procedure stands on, linked by its symbol."""

    revision = revision_key("legal_bases")
    symbol = models.CharField(_("symbol"), max_length=60)
    title = models.TextField(_("title"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "symbol"], name="legal_basis_once_a_revision"
            ),
        ]

    def __str__(self):
        return self.symbol
