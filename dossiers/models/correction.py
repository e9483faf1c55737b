from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.fields import EncryptedTextField


class Correction(models.Model):
    """A finished dossier taken up again because the agency was wrong (NĐ 61/2018, art. 21(1)):
    without a new code and without a fee. `document` is the result that the corrected one replaces,
    if there was one. At most one is open.
    """

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="corrections")
    reason = EncryptedTextField(_("what was wrong"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    post_title = models.CharField(_("post"), max_length=200)
    at = models.DateTimeField(_("at"))
    document = models.ForeignKey(
        "documents.IssuedDocument", models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(_("corrected at"), null=True, blank=True)

    class Meta:
        verbose_name = _("correction of a mistake of the agency")
        verbose_name_plural = _("corrections of mistakes of the agency")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(done_at=None), name="one_open_correction"
            )
        ]

    def __str__(self):
        return f"{self.dossier_id} {self.at}"
