"""What became of links that were lent to partners. A link itself is kept nowhere."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LentOpening(models.Model):
    """A partner has fetched a file with a link; the same link serves once more only for a while.

    The file is named by its id alone: a row here keeps no file.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    file_id = models.UUIDField()
    partner = models.CharField(_("partner"), max_length=40)
    first_at = models.DateTimeField(_("first fetched at"))
    times = models.PositiveIntegerField(_("times fetched"), default=1)

    class Meta:
        verbose_name = _("file fetched by a partner")
        verbose_name_plural = _("files fetched by partners")
        ordering = ["-first_at", "id"]
        indexes = [
            models.Index(fields=["file_id", "-first_at"], name="lent_opening_of_file"),
            models.Index(fields=["first_at"], name="lent_opening_age"),
        ]

    def __str__(self) -> str:
        return f"{self.partner} {self.file_id}"


class LentRecall(models.Model):
    """All links to a file that were lent before this moment are void."""

    file_id = models.UUIDField()
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("links taken back")
        verbose_name_plural = _("links taken back")
        ordering = ["-at", "id"]
        indexes = [models.Index(fields=["file_id", "-at"], name="lent_recall_of_file")]

    def __str__(self) -> str:
        return f"{self.file_id} {self.at}"
