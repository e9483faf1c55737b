from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.accounts.fields import EncryptedTextField, LookupHashField


class ProvenIdentity(models.Model):
    """An identity number that a provider or an official at a desk has proven to be this person's.

    Only here is a number unique, and only this links sign-ins from outside to an account.
    """

    class ProvenBy(models.TextChoices):
        PROVIDER = "PROVIDER", _("identity provider")
        DESK = "DESK", _("official at a desk")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="proven_identity"
    )
    number = EncryptedTextField(_("personal identification number"))
    number_hash = LookupHashField(of="number", unique=True)
    proven_by = models.CharField(max_length=8, choices=ProvenBy)
    provider = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=190, blank=True)
    assurance = models.CharField(_("level stated by the provider"), max_length=20, blank=True)
    proven_at = models.DateTimeField(default=timezone.now)
    official = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("proven identity")
        verbose_name_plural = _("proven identities")
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "subject"],
                condition=~models.Q(subject=""),
                name="identity_subject_once",
            ),
            models.CheckConstraint(
                condition=models.Q(proven_by="PROVIDER", provider__gt="", subject__gt="")
                | models.Q(proven_by="DESK", official__isnull=False),
                name="identity_has_its_proof",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_proven_by_display()})"
