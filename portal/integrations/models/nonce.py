from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UsedNonce(models.Model):
    """A signed call of a partner that was let in; the same one is not let in again.

    Kept for as long as the signature would still hold.
    """

    partner = models.CharField(_("connector"), max_length=40)
    nonce = models.CharField(max_length=128)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("signed call let in")
        verbose_name_plural = _("signed calls let in")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["partner", "nonce"], name="nonce_once")]
        indexes = [models.Index(fields=["at"], name="nonce_age")]

    def __str__(self) -> str:
        return f"{self.partner} {self.at:%H:%M:%S}"
