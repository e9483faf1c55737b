from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    GRANT = "GRANT", _("grant")
    REFUSE = "REFUSE", _("refuse")


class Opinion(models.Model):
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="opinions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        ordering = ["id"]

    def __str__(self):
        return f"{self.by_id} {self.at}"


class Proposal(models.Model):
    """What the official proposes to the leader; at most one is open."""

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="proposals")
    outcome = models.CharField(max_length=16, choices=Outcome.choices)
    wording = models.TextField()
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    remarks = models.TextField(blank=True)
    wording_version = models.ForeignKey(
        "dossiers.WordingVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(closed_at__isnull=True), name="one_open_proposal"
            )
        ]

    def __str__(self):
        return f"{self.outcome} {self.at}"


class Decision(models.Model):
    """The decision of the agency. A dossier has at most one that is not revoked.

    It leaves the house at `hold_until`; until then a leader can recall it, and then it has never
    been one: `recalled_by` says who, `revoked_at` when.
    """

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="decisions")
    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=16, choices=Outcome.choices)
    wording = models.TextField()
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    post_title = models.CharField(max_length=200)
    at = models.DateTimeField()
    hold_until = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    recalled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    recall_reason = models.TextField(blank=True)
    wording_version = models.ForeignKey(
        "dossiers.WordingVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(revoked_at__isnull=True), name="one_valid_decision"
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.REFUSE) | ~Q(reason=""),
                name="refusal_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(recalled_by=None) | Q(revoked_at__isnull=False) & ~Q(recall_reason=""),
                name="recall_has_moment_and_reason",
            ),
        ]

    def __str__(self):
        return f"{self.outcome} {self.at}"
