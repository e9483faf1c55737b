import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.integrations.troubles import in_words
from portal.messaging.models.notice import Notice
from portal.messaging.workflow import Channel, DeliveryState


class Delivery(models.Model):
    """One way by which a text went to a person, and what became of it.

    `address` is masked and for reading only. The real one is looked up when sending; where there is
    no account to look in (a code to a new address), `sealed` keeps address and words encrypted
    until the end of the delivery and is emptied then. One that goes out inside another message has
    that one as its `leader` and shares its end. `turn` counts the requests made to carriers,
    `carrier` is the one asked last or to be asked next, `reference` its number of the message.
    """

    Channel = Channel
    State = DeliveryState

    class Obstacle(models.TextChoices):
        """Why nothing was sent though nothing went wrong; kept in `reason`."""

        NO_ADDRESS = "NO_ADDRESS", _("there is no proven address for this in the account")
        NO_CARRIER = "NO_CARRIER", _("this portal cannot send text messages yet")
        TOO_LATE = "TOO_LATE", _("it was no longer valid when it could be sent")
        NOT_WANTED = "NOT_WANTED", _("this way is switched off in the account")
        WAITS_FOR_KEY = "WAITS_FOR_KEY", _("waits for a new key of Zalo")
        NOT_HERE = "NOT_HERE", _("the agency does not send this by this way")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notice = models.ForeignKey(
        Notice, on_delete=models.CASCADE, null=True, blank=True, related_name="deliveries"
    )
    text = models.CharField(_("text"), max_length=120)
    channel = models.CharField(_("channel"), max_length=7, choices=Channel)
    address = models.CharField(_("address (masked)"), max_length=120, blank=True)
    sealed = models.TextField(blank=True, editable=False)
    valid_until = models.DateTimeField(null=True, blank=True)
    leader = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="gathered"
    )
    not_before = models.DateTimeField(_("waits until"), null=True, blank=True)
    carrier = models.CharField(_("carrier"), max_length=20, blank=True)
    reference = models.CharField(_("number at the carrier"), max_length=100, blank=True)
    turn = models.PositiveSmallIntegerField(default=0, editable=False)
    state = models.CharField(_("state"), max_length=9, choices=DeliveryState, default=State.QUEUED)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    message_id = models.CharField("Message-ID", max_length=200, blank=True)
    created_at = models.DateTimeField(_("written at"), default=timezone.now, editable=False)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("arrived at"), null=True, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="delivery_once_a_channel"),
            models.CheckConstraint(
                condition=models.Q(state="QUEUED") | models.Q(sealed=""),
                name="delivery_ended_keeps_no_words",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="delivery_by_state"),
            models.Index(fields=["channel", "-id"], name="delivery_by_channel"),
            models.Index(fields=["text", "-id"], name="delivery_by_text"),
            models.Index(
                fields=["carrier", "reference"],
                condition=~models.Q(reference=""),
                name="delivery_at_carrier",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} {self.channel} {self.state}"

    @property
    def reason_words(self) -> str:
        """The reason for the reader: an obstacle in his language, a carrier's fault as it came."""
        if self.reason in self.Obstacle.values:
            return self.Obstacle(self.reason).label
        carrier, colon, trouble = self.reason.partition(": ")
        return f"{carrier}: {in_words(trouble)}" if colon else self.reason
