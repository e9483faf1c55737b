import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dossiers.workflow.explanation import STATE_LABELS, ExplanationState
from portal.accounts.fields import EncryptedTextField


class Source(models.TextChoices):
    """What made the case."""

    COMPLAINT = "COMPLAINT", _("complaint about the handling")
    RATING = "RATING", _("rating with a wish for an answer")
    BREACH = "BREACH", _("overdue without an apology")


class Finding(models.TextChoices):
    """What the agency found of the opinion."""

    JUSTIFIED = "JUSTIFIED", pgettext_lazy("complaint about handling", "justified")
    PARTLY = "PARTLY", pgettext_lazy("complaint about handling", "partly justified")
    UNJUSTIFIED = "UNJUSTIFIED", pgettext_lazy("complaint about handling", "not justified")


class ExplanationCase(models.Model):
    """An opinion on how a dossier was handled, answered in time by a named official with the
    approval of a second person (TT 01/2018/TT-VPCP, art. 17(1đ)).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="explanations")
    source = models.CharField(max_length=12, choices=Source.choices)
    opinion = EncryptedTextField(blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField()
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    due_at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=[(state.value, label) for state, label in STATE_LABELS.items()]
    )
    version = models.PositiveIntegerField(default=1)
    official = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = EncryptedTextField(blank=True)
    finding = models.CharField(max_length=12, choices=Finding.choices, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    remarks = models.TextField(blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    missed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("explanation case")
        verbose_name_plural = _("explanation cases")
        ordering = ["id"]
        indexes = [
            models.Index(
                F("agency"),
                F("due_at"),
                F("id"),
                condition=Q(answered_at=None),
                name="explanation_to_answer",
            ),
            models.Index(fields=["agency", "-answered_at", "-id"], name="explanation_answered"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(answered_at=None),
                name="one_open_explanation_a_dossier",
            ),
            models.CheckConstraint(
                condition=Q(state=ExplanationState.ANSWERED.value, answered_at__isnull=False)
                & ~Q(finding="")
                | ~Q(state=ExplanationState.ANSWERED.value) & Q(answered_at=None),
                name="explanation_answered_with_its_finding",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("drafted_by")),
                name="explanation_approved_by_a_second_person",
            ),
        ]

    def __str__(self):
        return f"{self.dossier_id} {self.state}"

    @property
    def desk_url(self) -> str:
        """Its page for officials."""
        return reverse("explanations:case", args=[self.public_id])
