"""Waiting at the desk: numbers of the day, and times booked ahead."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.fields import EncryptedTextField


class QueueCounter(models.Model):
    """The last number given out at a desk on one local day."""

    desk = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("counter of queue numbers")
        verbose_name_plural = _("counters of queue numbers")
        constraints = [models.UniqueConstraint(fields=["desk", "day"], name="one_queue_counter")]

    def __str__(self):
        return f"{self.desk_id} {self.day}: {self.last}"


class Ticket(models.Model):
    """A queue number. The state is one of `dossiers.workflow.queue`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    desk = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    day = models.DateField()
    number = models.PositiveIntegerField()
    booking = models.OneToOneField(
        "dossiers.Booking", models.PROTECT, null=True, blank=True, related_name="ticket"
    )
    visit = models.ForeignKey(
        "dossiers.Visit", models.PROTECT, null=True, blank=True, related_name="tickets"
    )
    state = models.CharField(max_length=8)
    window = models.CharField(max_length=20, blank=True)
    clerk = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_at = models.DateTimeField()
    called_at = models.DateTimeField(null=True, blank=True)
    calls = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("queue number")
        verbose_name_plural = _("queue numbers")
        ordering = ["day", "number"]
        constraints = [
            models.UniqueConstraint(fields=["desk", "day", "number"], name="queue_number_once")
        ]
        indexes = [models.Index(fields=["desk", "day", "state"])]

    def __str__(self):
        return str(self.number)


class BookingPlan(models.Model):
    """When a desk takes bookings: so many people in each stretch of its office hours."""

    desk = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("length of a slot in minutes"), default=30)
    capacity = models.PositiveSmallIntegerField(_("people in one slot"), default=2)
    days_ahead = models.PositiveSmallIntegerField(_("days that can be booked ahead"), default=14)
    note = models.CharField(_("what to know before coming"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("plan of bookings")
        verbose_name_plural = _("plans of bookings")
        ordering = ["desk_id", "-since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="booking_plan_in_order"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=240, capacity__gte=1),
                name="booking_plan_is_possible",
            ),
        ]

    def __str__(self):
        return f"{self.desk} {self.since:%d/%m/%Y}"


class BookingSlot(models.Model):
    """How many places of one stretch are taken. Locked by whoever takes or frees one."""

    desk = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    taken = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("slot for bookings")
        verbose_name_plural = _("slots for bookings")
        constraints = [
            models.UniqueConstraint(fields=["desk", "starts_at"], name="one_slot_a_moment")
        ]

    def __str__(self):
        return f"{self.desk_id} {self.starts_at}"


class Booking(models.Model):
    """A time at a desk for somebody, with or without an account. `code` is what he shows there."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=12, unique=True)
    slot = models.ForeignKey(BookingSlot, models.PROTECT, related_name="bookings")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="bookings"
    )
    name = EncryptedTextField()
    phone = EncryptedTextField(blank=True)
    procedure = models.ForeignKey(
        "procedures.Procedure", models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=8)
    code_hash = models.CharField(max_length=64, blank=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    held_until = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("booked time")
        verbose_name_plural = _("booked times")
        ordering = ["slot__starts_at", "id"]
        indexes = [models.Index(fields=["state", "held_until"])]

    def __str__(self):
        return self.code
