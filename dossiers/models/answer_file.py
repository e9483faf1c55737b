from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DraftFile(models.Model):
    """A file that an answer of a draft names by its id. The row is what keeps the file, and says
    that it was sent for this draft.
    """

    draft = models.ForeignKey("dossiers.Draft", models.CASCADE, related_name="answer_files")
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("file among the answers of a draft")
        verbose_name_plural = _("files among the answers of drafts")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "file"], name="answer_file_once_a_draft")
        ]

    def __str__(self):
        return str(self.file_id)


class DossierFile(models.Model):
    """A file that an answer of a dossier names by its id. Files named earlier stay."""

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="answer_files")
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("file among the answers of a dossier")
        verbose_name_plural = _("files among the answers of dossiers")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "file"], name="answer_file_once_a_dossier")
        ]

    def __str__(self):
        return str(self.file_id)
