from django.db import models
from django.utils.translation import gettext_lazy as _


class PaperKind(models.TextChoices):
    """The papers of a dossier by kind; the number of the form comes from the rules of the day."""

    RECEIPT = "RECEIPT", _("receipt and appointment")
    SUPPLEMENT = "SUPPLEMENT", _("request to complete")
    REFUSAL = "REFUSAL", _("refusal to accept")
    STOP = "STOP", _("notice of stopping")
    RESULT = "RESULT", _("result")


class DossierDocument(models.Model):
    """A paper made by the portal for this dossier. It is made once for the event that calls for
    it."""

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=16, choices=PaperKind.choices)
    event_id = models.BigIntegerField(unique=True)
    issued = models.OneToOneField("documents.IssuedDocument", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("paper issued for a dossier")
        verbose_name_plural = _("papers issued for dossiers")
        ordering = ["id"]

    def __str__(self):
        return f"{self.kind} {self.issued_id}"
