import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.models.money.fields import dong, person
from portal.accounts.fields import EncryptedTextField


class Method(models.TextChoices):
    PLATFORM = "PLATFORM", _("payment platform")
    TRANSFER = "TRANSFER", _("bank transfer")
    CASH = "CASH", _("cash at the desk")
    POST = "POST", _("collected by the post")


class Attempt(models.Model):
    """One try to pay a demand, known to the other side by its own `reference`.

    A platform's try waits for the address of the page to pay on (PREPARING), then for the payer
    (READY). A transfer waits for the cashier (TO_APPROVE). CHECKING is a payment of which the
    platform names another amount. `url` leads to the page to pay on; `failure` is a code.
    """

    class State(models.TextChoices):
        PREPARING = "PREPARING", _("being prepared")
        READY = "READY", _("waiting for you to pay")
        TO_APPROVE = "TO_APPROVE", _("waiting to be matched with the account")
        CHECKING = "CHECKING", _("the amount is being checked")
        PAID = "PAID", _("paid")
        FAILED = "FAILED", _("not paid")
        REFUSED = "REFUSED", _("not found on the account")
        CANCELLED = "CANCELLED", _("cancelled")

    WAITING = (State.PREPARING, State.READY, State.TO_APPROVE, State.CHECKING)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    demand = models.ForeignKey("dossiers.Demand", models.PROTECT, related_name="attempts")
    method = models.CharField(max_length=8, choices=Method.choices)
    reference = models.CharField(max_length=25, unique=True)
    amount = dong()
    state = models.CharField(max_length=10, choices=State.choices)
    url = EncryptedTextField(blank=True)
    failure = models.CharField(max_length=40, blank=True)
    proof = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    bill = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    started_by = person()
    started_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)
    asked_again_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    decided_by = person()
    reason = models.TextField(blank=True)

    class Meta:
        verbose_name = _("try to pay")
        verbose_name_plural = _("tries to pay")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["id"], condition=Q(state="TO_APPROVE"), name="transfer_to_approve")
        ]

    def __str__(self):
        return self.reference

    @property
    def is_waiting(self) -> bool:
        return self.state in self.WAITING
