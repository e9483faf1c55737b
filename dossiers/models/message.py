from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.fields import EncryptedTextField


class Side(models.TextChoices):
    APPLICANT = "APPLICANT", _("the applicant")
    AGENCY = "AGENCY", _("the agency")


class Message(models.Model):
    """One message in the thread of a dossier. Its words never change; a correction is another one.

    What the applicant writes waits for an answer until `due_at` and is settled by one, or by an
    official who finds that it needs none.
    """

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="messages")
    side = models.CharField(max_length=10, choices=Side.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = EncryptedTextField()
    send_key = models.UUIDField()
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    missed_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("message in a dossier")
        verbose_name_plural = _("messages in dossiers")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=Q(due_at__isnull=False, settled_at=None),
                name="message_to_answer",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "by", "send_key"], name="message_once_a_press"
            ),
            models.CheckConstraint(
                condition=Q(side="APPLICANT", due_at__isnull=False)
                | Q(side="AGENCY", due_at=None, settled_at=None),
                name="only_applicants_messages_wait",
            ),
        ]

    def __str__(self):
        return f"{self.dossier_id} {self.sent_at}"

    @property
    def waits(self) -> bool:
        return self.due_at is not None and self.settled_at is None


class MessageFile(models.Model):
    """A file sent with a message. It explains something; it is no paper of the dossier."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="files")
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("file of a message")
        verbose_name_plural = _("files of messages")
        ordering = ["id"]

    def __str__(self):
        return str(self.file_id)


class MessageRead(models.Model):
    """When the other side first opened the thread with this message in it."""

    message = models.OneToOneField(Message, models.PROTECT, related_name="read")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("read mark of a message")
        verbose_name_plural = _("read marks of messages")
        ordering = ["id"]

    def __str__(self):
        return f"{self.message_id} {self.at}"
