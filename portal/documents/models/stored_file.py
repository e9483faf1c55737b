import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.documents.workflow import SERVABLE, Damage, Purpose, Scan


class StoredFile(models.Model):
    """One file in the private storage: what it is, whose it is, and the hash it must keep."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=180, help_text=_("Safe name, Unicode NFC."))
    content_type = models.CharField(_("type"), max_length=100, help_text=_("Found by content."))
    size = models.PositiveBigIntegerField(_("size in bytes"))
    pages = models.PositiveIntegerField(_("pages"), null=True, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    source_sha256 = models.CharField(
        _("SHA-256 of what was sent"),
        max_length=64,
        blank=True,
        help_text=_("Only where the portal changed the format, as for HEIC photographs."),
    )
    key = models.CharField(_("place in the storage"), max_length=120)
    scan = models.CharField(_("virus check"), max_length=10, choices=Scan.choices)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner"),
    )
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose.choices)
    keep_until = models.DateField(
        _("kept until"),
        null=True,
        blank=True,
        help_text=_("Empty: as long as the dossier or paper it belongs to."),
    )
    created_at = models.DateTimeField(_("stored at"), auto_now_add=True, db_index=True)
    damage = models.CharField(
        _("condition"), max_length=10, choices=Damage.choices, default=Damage.NONE
    )
    checked_at = models.DateTimeField(
        _("last compared"),
        default=timezone.now,
        editable=False,
        help_text=_("When the file was last read and compared with its SHA-256."),
    )

    class Meta:
        verbose_name = _("stored file")
        verbose_name_plural = _("stored files")
        indexes = [
            models.Index(fields=["checked_at", "key"], name="stored_file_next_to_check"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="stored_file_not_empty"),
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="stored_file_sha256"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def servable(self) -> bool:
        return self.scan in SERVABLE
