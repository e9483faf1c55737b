import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutboxMessage(models.Model):
    """Something that must leave the house, written in the transaction that decided it.

    `key` is stable over all tries; the other side may use it to recognise a repeat. A message
    waiting is PENDING with `next_try_at` (UTC); while a try runs its row is locked, and that lock
    ends with the process that holds it, however it dies. `asked_at` is when it was written or last
    asked for again by an official.
    """

    class State(models.TextChoices):
        PENDING = "PENDING", _("waiting")
        SENT = "SENT", _("sent")
        FAILED = "FAILED", _("given up")

    handler = models.CharField(_("kind"), max_length=80)
    event = models.ForeignKey(
        "audit.Event",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("event"),
    )
    recipient = models.CharField(_("recipient"), max_length=120)
    channel = models.CharField(_("channel"), max_length=20)
    connector = models.CharField(_("connector"), max_length=40, blank=True)
    payload = models.JSONField(_("facts"), default=dict)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    created_at = models.DateTimeField(_("written at"), default=timezone.now, editable=False)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    next_try_at = models.DateTimeField(_("next try at"), default=timezone.now)
    woken_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("outgoing message")
        verbose_name_plural = _("outgoing messages")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "recipient", "channel", "handler"], name="outbox_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state="PENDING", ended_at__isnull=True)
                | (~models.Q(state="PENDING") & models.Q(ended_at__isnull=False)),
                name="outbox_ended_has_its_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=models.Q(state="PENDING"),
                name="outbox_waiting",
            ),
            models.Index(fields=["-id"], condition=models.Q(state="FAILED"), name="outbox_failed"),
            models.Index(
                fields=["connector", "state", "id"],
                condition=~models.Q(state="SENT") & ~models.Q(connector=""),
                name="outbox_of_connector",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handler} → {self.recipient}"
