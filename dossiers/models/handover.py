from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.models.money.fields import dong


class HandOver(models.Model):
    """A dossier going from one unit to another: one row of the control slip, signed by both sides.

    What is electronic only is given and taken in the same moment. Paper is owed until `due_at` (NĐ
    61/2018, art. 18(2)); `given_by` and `taken_by` are the two signatures.
    """

    class Outcome(models.TextChoices):
        EARLY = "EARLY", _("early")
        ON_TIME = "ON_TIME", _("on time")
        LATE = "LATE", _("late")

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="hand_overs")
    giver = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    taker = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    on_paper = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("hand-over")
        verbose_name_plural = _("hand-overs")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["giver", "due_at"], condition=Q(given_at=None), name="handover_to_give"
            ),
            models.Index(
                fields=["taker", "given_at"], condition=Q(taken_at=None), name="handover_to_take"
            ),
            models.Index(fields=["giver", "given_at"], name="handover_given"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_at=None)
                | Q(given_at__isnull=False, taken_at__gte=models.F("given_at")),
                name="handover_is_given_before_taken",
            )
        ]

    def __str__(self):
        return f"{self.dossier_id}: {self.giver_id} → {self.taker_id}"


class HandOut(models.Model):
    """The result put into somebody's hands at a desk: who, by which right, proven how. A corrected
    result is handed out anew.
    """

    class Capacity(models.TextChoices):
        OWNER = "OWNER", _("the owner")
        REPRESENTATIVE = "REPRESENTATIVE", _("a representative of the organisation")
        DELEGATE = "DELEGATE", _("a person with written authority")

    class Proof(models.TextChoices):
        IDENTITY = "IDENTITY", _("identity card")
        RECEIPT = "RECEIPT", _("receipt scanned, card looked at")
        CODE = "CODE", _("one-time code to the contact of the dossier")

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="hand_outs")
    desk = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    receiver = models.CharField(max_length=200)
    capacity = models.CharField(max_length=16, choices=Capacity.choices)
    proof = models.CharField(max_length=8, choices=Proof.choices)

    class Meta:
        verbose_name = _("hand-out of a result")
        verbose_name_plural = _("hand-outs of results")
        ordering = ["-id"]

    def __str__(self):
        return f"{self.dossier_id} {self.at}"


class UnpaidRelease(models.Model):
    """A leader lets a result be handed out although `amount` is owed, for a reason in writing."""

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="releases")
    amount = dong()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("result handed out before it is paid for")
        verbose_name_plural = _("results handed out before they are paid for")
        ordering = ["id"]

    def __str__(self):
        return f"{self.dossier_id} {self.amount}"
