from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.audit.subjects import Subject
from portal.documents.models.stored_file import StoredFile
from portal.documents.workflow import Damage, PaperKind, Signing, Validity


class IssuedDocumentQuerySet(models.QuerySet):
    def public(self):
        """Papers a stranger may ask about: a signature that is still missing hides the paper."""
        return self.exclude(signing__in=[Signing.SIGNING, Signing.FAILED])


class IssuedDocument(models.Model):
    """A paper that left the house and can be checked by anyone as long as the portal stands."""

    code = models.CharField(_("code"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PaperKind.choices)
    subject_kind = models.CharField(_("kind of thing"), max_length=80)
    subject_id = models.CharField(_("thing"), max_length=64)
    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, related_name="+", verbose_name=_("issuing agency")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="issued_documents",
        verbose_name=_("issued to"),
    )
    issued_at = models.DateTimeField(_("issued at"))

    state = models.CharField(
        _("validity"), max_length=10, choices=Validity.choices, default=Validity.VALID
    )
    replaced_by = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name=_("replaced by"),
    )
    basis = models.CharField(
        _("legal basis of the revocation or replacement"), max_length=300, blank=True
    )
    reason = models.TextField(_("reason of revocation or replacement"), blank=True)
    ended_at = models.DateTimeField(_("revoked or replaced at"), null=True, blank=True)

    signing = models.CharField(
        _("signature"), max_length=10, choices=Signing.choices, default=Signing.NONE
    )
    signer_name = models.CharField(_("signed by"), max_length=150, blank=True)
    signer_post = models.CharField(_("post of the signer"), max_length=150, blank=True)
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    signing_error = models.TextField(_("why signing failed"), blank=True)

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("file"))
    twin = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contents for reading as a web page"),
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    secret_hash = models.CharField(_("hash of the secret in the QR code"), max_length=64)
    version = models.PositiveIntegerField(_("version"), default=1)

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("issued paper")
        verbose_name_plural = _("issued papers")
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="issued_of_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=Validity.REPLACED, replaced_by__isnull=False)
                | (~models.Q(state=Validity.REPLACED) & models.Q(replaced_by__isnull=True)),
                name="issued_replaced_names_its_successor",
            ),
            models.CheckConstraint(
                condition=models.Q(state=Validity.VALID) | ~models.Q(reason=""),
                name="issued_end_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(signing=Signing.SIGNED, signed_at__isnull=False)
                | (~models.Q(signing=Signing.SIGNED) & models.Q(signed_at__isnull=True)),
                name="issued_signed_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_destroyed(self) -> bool:
        """Whether its text was destroyed with its dossier; what stays is the hash."""
        return self.file.damage == Damage.DESTROYED

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_id)
