from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.fields import EncryptedJSONField
from procedures.models.fault import PaperFault


class Phase(models.TextChoices):
    DESK = "DESK", _("at reception")
    APPRAISAL = "APPRAISAL", _("in appraisal")


class Supplement(models.Model):
    """A request to complete the dossier: everything missing at once, once in each phase (NĐ
    61/2018, art. 15(3)).
    """

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="supplements")
    phase = models.CharField(max_length=16, choices=Phase.choices)
    reason = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        verbose_name = _("supplement request")
        verbose_name_plural = _("supplement requests")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "phase"], name="one_supplement_per_phase")
        ]

    def __str__(self):
        return f"{self.dossier_id} {self.phase}"


class SupplementItem(models.Model):
    """One thing to complete: a paper, or an answer of the form, with its own reason.

    `field_key` is the dotted path of the answer. What the applicant types is kept in `after` while
    the request is open and counts only once it is answered; `before` is what it then replaced. The
    `fault` of a paper is counted, so that others learn from it.
    """

    supplement = models.ForeignKey(Supplement, models.CASCADE, related_name="items")
    paper = models.ForeignKey(
        "procedures.Paper", models.PROTECT, null=True, blank=True, related_name="+"
    )
    field_key = models.CharField(max_length=120, blank=True)
    label = models.CharField(max_length=500)
    fault = models.CharField(max_length=12, choices=PaperFault.choices, blank=True)
    reason = models.TextField()
    before = EncryptedJSONField(null=True, blank=True)
    after = EncryptedJSONField(null=True, blank=True)

    class Meta:
        verbose_name = _("item to complete")
        verbose_name_plural = _("items to complete")
        ordering = ["id"]

    def __str__(self):
        return self.label


class SupplementFile(models.Model):
    """A file the applicant has put beside an item and not sent yet."""

    item = models.ForeignKey(SupplementItem, models.CASCADE, related_name="files")
    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("file of an item to complete")
        verbose_name_plural = _("files of items to complete")
        ordering = ["id"]

    def __str__(self):
        return str(self.file_id)
