from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.models.supplement import Phase
from portal.accounts.fields import EncryptedJSONField


class WaitsFor(models.TextChoices):
    LEADER = "LEADER", _("a superior's approval")
    DESK = "DESK", _("the desk")


class SupplementDraft(models.Model):
    """A request for more that has not gone out yet: a further one in its phase waits for a
    superior, any may wait for the desk, through which it goes (NĐ 61/2018, art. 5(1)).

    `items` is what `dossiers.services.draft_supplement` packs. At most one is open a dossier; what
    becomes of it stands in `supplement`, or in `remarks` when it did not go out.
    """

    dossier = models.ForeignKey(
        "dossiers.Dossier", models.PROTECT, related_name="supplement_drafts"
    )
    phase = models.CharField(max_length=16, choices=Phase.choices)
    waits_for = models.CharField(max_length=8, choices=WaitsFor.choices)
    items = EncryptedJSONField(default=list)
    reason = models.TextField(blank=True)
    own_fault = models.BooleanField(default=False)
    justification = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    remarks = models.TextField(blank=True)
    supplement = models.OneToOneField(
        "dossiers.Supplement", models.PROTECT, null=True, blank=True, related_name="draft"
    )

    class Meta:
        verbose_name = _("supplement request not sent yet")
        verbose_name_plural = _("supplement requests not sent yet")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(closed_at=None), name="one_open_supplement_draft"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=models.F("by")),
                name="supplement_approved_by_a_second_person",
            ),
        ]

    def __str__(self):
        return f"{self.dossier_id} {self.phase} {self.waits_for}"
