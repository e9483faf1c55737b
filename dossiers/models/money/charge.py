from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dossiers.models.money.fields import dong, person


class Purpose(models.TextChoices):
    """What a demand asks money for; each purpose has at most one open demand."""

    FEES = "FEES", _("fees of the procedure")
    POSTAGE = "POSTAGE", _("postage")


class ChargeKind(models.TextChoices):
    """Phí pays for a service, lệ phí for an act of the state (Luật Phí và lệ phí, Điều 3)."""

    FEE = "FEE", _("fee")
    LEVY = "LEVY", _("levy")
    POSTAGE = "POSTAGE", _("postage")
    SERVICE = "SERVICE", _("service charge")
    OTHER = "OTHER", pgettext_lazy("charge", "other")


class Charge(models.Model):
    """One thing to pay, never changed. A correction is a new row that takes the place of this one.

    The first row of a key replaces nothing and each row is replaced at most once, so that the
    database knows exactly one row of each key that counts. Without an `amount` the desk still has
    to enter it. `full` is what it would cost without the relief.
    """

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="charges")
    key = models.CharField(max_length=60)
    purpose = models.CharField(max_length=8, choices=Purpose.choices, default=Purpose.FEES)
    kind = models.CharField(max_length=8, choices=ChargeKind.choices)
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=500)
    basis = models.CharField(max_length=60, blank=True)
    unit_amount = dong(null=True, blank=True)
    per = models.CharField(max_length=80, blank=True)
    quantity = models.PositiveIntegerField(null=True, blank=True)
    full = dong(null=True, blank=True)
    amount = dong(null=True, blank=True)
    relief = models.ForeignKey(
        "dossiers.ReliefClaim", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ground = models.TextField(blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    by = person()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("charge")
        verbose_name_plural = _("charges")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "key"],
                condition=Q(replaces=None),
                name="one_first_charge_of_a_key",
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0, full__gte=models.F("amount")),
                name="charge_is_no_more_than_its_full_amount",
            ),
        ]

    def __str__(self):
        return self.name


class ReliefClaim(models.Model):
    """The applicant says that a group he belongs to pays less; an official grants or refuses it.

    The terms are copied as they stood: `share` in per cent is spared, or `pays` is paid instead.
    """

    class State(models.TextChoices):
        CLAIMED = "CLAIMED", _("claimed, to be checked")
        GRANTED = "GRANTED", _("granted")
        REFUSED = "REFUSED", _("refused")

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="relief_claims")
    charge_key = models.CharField(max_length=60)
    group = models.CharField(max_length=10)
    who = models.TextField()
    share = models.PositiveSmallIntegerField(null=True, blank=True)
    pays = dong(null=True, blank=True)
    basis = models.CharField(max_length=60, blank=True)
    proof = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.CLAIMED)
    claimed_by = person()
    claimed_at = models.DateTimeField()
    decided_by = person()
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("claim to pay less")
        verbose_name_plural = _("claims to pay less")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "charge_key"],
                condition=~Q(state="REFUSED"),
                name="one_relief_of_a_charge",
            )
        ]

    def __str__(self):
        return self.who
