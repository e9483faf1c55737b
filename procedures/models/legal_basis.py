from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from portal.search.rules.symbols import symbol_key
from procedures.models.guard import Part, revision_key


class LegalBasis(Part):
    """A legal text that the procedure stands on, linked by its symbol.

    `symbol_key` is the symbol as the search compares it, whatever way it was typed.
    """

    revision = revision_key("legal_bases")
    symbol = models.CharField(_("symbol"), max_length=60)
    symbol_key = models.CharField(max_length=80, editable=False, default="", db_index=True)
    title = models.TextField(pgettext_lazy("of a legal text", "title"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "symbol"], name="legal_basis_once_a_revision"
            ),
        ]

    def save(self, *args, **kwargs):
        self.symbol_key = symbol_key(self.symbol)
        super().save(*args, **kwargs)

    def __str__(self):
        return self.symbol
