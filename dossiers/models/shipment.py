import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dossiers.workflow.shipment import BEFORE_COLLECTION, ENDED, SHIPMENTS, ShipmentState
from portal.accounts.fields import EncryptedTextField
from portal.integrations.post.carriers import CARRIERS
from portal.integrations.post.port import Scan


class Direction(models.TextChoices):
    IN = "IN", _("papers to the desk")
    OUT = "OUT", _("result to the person")


class Problem(models.TextChoices):
    """Why a parcel does not move although it should; an official mends it."""

    NO_WAYBILL = "NO_WAYBILL", _("no waybill number is left")
    NO_PROVINCE = "NO_PROVINCE", _("the carrier’s code of a province is missing")
    NO_SERVICE = "NO_SERVICE", _("no carrier serves this desk")
    REFUSED = "REFUSED", _("the carrier refused the order")
    GAVE_UP = "GAVE_UP", _("the carrier could not be reached for days")
    DAMAGED = "DAMAGED", _("lost or damaged: remedy and apology are due")


class Source(models.TextChoices):
    """Who said it."""

    PUSH = "PUSH", _("the carrier’s call")
    POLL = "POLL", _("asked of the carrier")
    DESK = "DESK", _("the desk")
    OWNER = "OWNER", _("the applicant")


class Shipment(models.Model):
    """One parcel of a dossier, to the desk or from it.

    The address is the person's end of the way; the other end is `service`. `state` is the furthest
    of its `reports` and never goes back (`dossiers.workflow.shipment`). `order_key` is what the
    carrier knows it by at every try. Money in whole đồng, weight in grams.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="shipments")
    desk = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    service = models.ForeignKey("dossiers.PostService", models.PROTECT, related_name="+")
    direction = models.CharField(max_length=3, choices=Direction.choices)
    attempt = models.PositiveSmallIntegerField(default=1)
    carrier = models.CharField(max_length=20)
    order_key = models.CharField(max_length=80, unique=True)
    waybill = models.CharField(max_length=40, blank=True)
    state = models.CharField(
        max_length=12,
        choices=[(state, row.label) for state, row in SHIPMENTS.items()],
        default=ShipmentState.REQUESTED,
    )
    problem = models.CharField(max_length=12, choices=Problem.choices, blank=True)
    version = models.PositiveIntegerField(default=1)

    person = EncryptedTextField()
    phone = EncryptedTextField()
    email = EncryptedTextField(blank=True)
    province_code = models.CharField(max_length=10)
    commune_code = models.CharField(max_length=10)
    detail = EncryptedTextField()
    note = EncryptedTextField(blank=True)

    grams = models.PositiveIntegerField()
    fee = models.DecimalField(max_digits=14, decimal_places=0)
    tariff_line = models.ForeignKey(
        "dossiers.PostTariffLine", models.PROTECT, null=True, related_name="+"
    )
    cod = models.DecimalField(max_digits=14, decimal_places=0, default=0)
    cod_collected = models.DecimalField(max_digits=14, decimal_places=0, null=True, blank=True)

    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    post_by = models.DateField(
        null=True, blank=True, help_text=_("the day on which the desk gives it to the carrier")
    )
    packed_at = models.DateTimeField(null=True, blank=True)
    packed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    ordered_at = models.DateTimeField(null=True, blank=True)
    hand_over = models.ForeignKey(
        "dossiers.PostHandOver", models.PROTECT, null=True, blank=True, related_name="shipments"
    )
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    cancel_asked_at = models.DateTimeField(null=True, blank=True)
    taken_by = EncryptedTextField(blank=True)
    remedy = EncryptedTextField(blank=True)

    class Meta:
        verbose_name = _("shipment")
        verbose_name_plural = _("shipments")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "direction", "attempt"], name="shipment_attempt_once"
            ),
            models.UniqueConstraint(
                fields=["carrier", "waybill"], condition=~Q(waybill=""), name="shipment_waybill"
            ),
            models.CheckConstraint(
                condition=Q(cod__gte=0) & Q(fee__gte=0), name="shipment_money_is_not_negative"
            ),
        ]
        indexes = [
            models.Index(fields=["desk", "-id"], name="shipment_of_desk"),
            models.Index(fields=["desk", "state", "-id"], name="shipment_by_state"),
            models.Index(fields=["desk", "-id"], condition=~Q(problem=""), name="shipment_trouble"),
            models.Index(
                fields=["id"], condition=Q(ordered_at=None, ended_at=None), name="shipment_to_order"
            ),
            models.Index(fields=["waybill"], condition=~Q(waybill=""), name="shipment_found"),
        ]

    def __str__(self):
        return self.order_key

    @property
    def desk_url(self) -> str:
        return reverse("post_desk:shipment", args=[self.public_id])

    @property
    def row(self):
        return SHIPMENTS[ShipmentState(self.state)]

    @property
    def words(self):
        """What the state means for the person."""
        return self.row.sending if self.direction == Direction.IN else self.row.receiving

    @property
    def carrier_name(self) -> str:
        return CARRIERS[self.carrier].label

    @property
    def is_ended(self) -> bool:
        return self.state in ENDED

    @property
    def can_be_cancelled(self) -> bool:
        return self.state in BEFORE_COLLECTION and self.hand_over_id is None

    @property
    def is_out(self) -> bool:
        return self.direction == Direction.OUT


class ShipmentItem(models.Model):
    """One thing in the envelope: checked off when it is packed, and when it arrives."""

    shipment = models.ForeignKey(Shipment, models.CASCADE, related_name="items")
    label = models.CharField(max_length=500)
    sheets = models.PositiveSmallIntegerField(default=1)
    packed = models.BooleanField(default=False)
    arrived = models.BooleanField(null=True, blank=True)

    class Meta:
        verbose_name = _("thing in an envelope")
        verbose_name_plural = _("things in envelopes")
        ordering = ["id"]

    def __str__(self):
        return self.label


class ShipmentReport(models.Model):
    """Something that was said of a parcel, kept as it came; the database refuses to change it.

    `digest` makes the same report, however often it comes, one row. `code` is the carrier's own.
    """

    shipment = models.ForeignKey(Shipment, models.PROTECT, related_name="reports")
    scan = models.CharField(max_length=12, choices=[(scan.value, scan.value) for scan in Scan])
    source = models.CharField(max_length=5, choices=Source.choices)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    code = models.CharField(max_length=60, blank=True)
    text = EncryptedTextField(blank=True)
    place = models.CharField(pgettext_lazy("of a scan", "place"), max_length=300, blank=True)
    reason = EncryptedTextField(blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("report on a shipment")
        verbose_name_plural = _("reports on shipments")
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["shipment", "digest"], name="shipment_report_once")
        ]

    def __str__(self):
        return f"{self.shipment_id} {self.scan}"


class PostHandOver(models.Model):
    """A list of envelopes that a desk gave to a carrier at one time; both sign the paper."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    desk = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    carrier = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    courier = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("hand-over to a carrier")
        verbose_name_plural = _("hand-overs to carriers")
        ordering = ["-id"]
        indexes = [models.Index(fields=["desk", "-id"], name="post_hand_over_of_desk")]

    def __str__(self):
        return f"{self.desk_id} {self.carrier} {self.at:%Y-%m-%d %H:%M}"

    @property
    def carrier_name(self) -> str:
        return CARRIERS[self.carrier].label


class PostCall(models.Model):
    """A call of a carrier as it came in, once, whatever became of it.

    `matched` is false where it tells of a parcel that is not ours.
    """

    carrier = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    body = EncryptedTextField()
    received_at = models.DateTimeField()
    matched = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("call of a carrier")
        verbose_name_plural = _("calls of carriers")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["carrier", "digest"], name="post_call_once")]

    def __str__(self):
        return f"{self.carrier} {self.digest[:12]}"


class PostCursor(models.Model):
    """How far the reports of a carrier that is asked have been read."""

    carrier = models.CharField(max_length=20, primary_key=True)
    cursor = models.CharField(max_length=80)
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = _("cursor of a carrier")
        verbose_name_plural = _("cursors of carriers")

    def __str__(self):
        return self.carrier
