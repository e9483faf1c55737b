from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DossierPaper(models.Model):
    """A file handed in for one required paper. A later file for the same paper does not remove the
    earlier one.

    `kept`: it was taken from the owner's kept papers; `source`: an official took it over from an
    earlier dossier. Either says who had accepted it before.
    """

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="papers")
    paper = models.ForeignKey("procedures.Paper", models.PROTECT, related_name="+")
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    supplement = models.ForeignKey(
        "dossiers.Supplement", models.PROTECT, null=True, blank=True, related_name="papers"
    )
    kept = models.ForeignKey(
        "dossiers.KeptPaper", models.PROTECT, null=True, blank=True, related_name="uses"
    )
    source = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="taken_over"
    )
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("paper of a dossier")
        verbose_name_plural = _("papers of dossiers")
        ordering = ["id"]

    def __str__(self):
        return str(self.file_id)
