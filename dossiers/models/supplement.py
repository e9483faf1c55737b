from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.accounts.fields import EncryptedJSONField
from procedures.models.fault import PaperFault


class Phase(models.TextChoices):
    DESK = "DESK", _("at reception")
    APPRAISAL = "APPRAISAL", _("in appraisal")


class Registry(models.TextChoices):
    """Databases in which an applicant can have his own data put right."""

    POPULATION = "POPULATION", _("National population database")
    CIVIL_STATUS = "CIVIL_STATUS", _("Civil status database")
    LAND = "LAND", _("Land database")
    ENTERPRISE = "ENTERPRISE", _("Business registration database")
    INSURANCE = "INSURANCE", _("Social insurance database")
    OTHER = "OTHER", pgettext_lazy("database", "Another database")


def _official(null: bool = True) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=null, blank=null, related_name="+"
    )


class Supplement(models.Model):
    """A request to complete the dossier: everything missing at once, once in each phase (NĐ
    61/2018, art. 15(3)).

    A further one in the same phase has its `justification` and was approved by a superior.
    `sent_by` is who sent it out under the desk's name when that was not who asked. `own_fault`: the
    applicant alone has caused it, so that it does not count against the house (TT 01/2018/TT-VPCP,
    art. 12). `late`: it went out after the time the law gives in appraisal. Until `due_at` the
    applicant should answer.
    """

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="supplements")
    phase = models.CharField(max_length=16, choices=Phase.choices)
    number = models.PositiveSmallIntegerField(default=1)
    reason = models.TextField()
    asked_by = _official(null=False)
    sent_by = _official()
    asked_at = models.DateTimeField()
    justification = models.TextField(blank=True)
    approved_by = _official()
    own_fault = models.BooleanField(default=False)
    late = models.BooleanField(default=False)
    due_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    lapsed_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        verbose_name = _("supplement request")
        verbose_name_plural = _("supplement requests")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(answered_at=None, lapsed_at=None),
                name="supplement_to_answer",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "phase"],
                condition=Q(approved_by=None),
                name="one_supplement_per_phase",
            ),
            models.UniqueConstraint(
                fields=["dossier", "phase", "number"], name="supplement_number_once"
            ),
            models.CheckConstraint(
                condition=Q(number=1, approved_by=None)
                | Q(number__gt=1, approved_by__isnull=False) & ~Q(justification=""),
                name="further_supplement_is_approved",
            ),
        ]

    def __str__(self):
        return f"{self.dossier_id} {self.phase} {self.number}"


class HeldBut(models.TextChoices):
    """Why an applicant is asked for a paper that the portal holds already."""

    OTHER_MATTER = "OTHER_MATTER", _("It concerns another person, object or matter")
    FACTS_DIFFER = "FACTS_DIFFER", _("Its content does not agree with the dossier")
    UNREADABLE = "UNREADABLE", _("The stored file cannot be read")
    LAW_WANTS_NEW = "LAW_WANTS_NEW", _("The law wants a new one for every dossier")


class SupplementItem(models.Model):
    """One thing to complete, with its own reason: a paper, an answer of the form, or what a
    `registry` holds wrongly about the applicant, who has it put right there.

    `field_key` is the dotted path of the answer. What the applicant types is kept in `after` while
    the request is open and counts only once it is answered; `before` is what it then replaced. The
    `fault` of a paper is counted, so that others learn from it. `common` is the listed reason that
    the official chose, `reason` the words that went out. `held_but`: the portal holds the paper and
    it is asked for all the same, for that reason and in the words of `held_words`. An official
    ticks it off in `checked_at`.
    """

    supplement = models.ForeignKey(Supplement, models.CASCADE, related_name="items")
    paper = models.ForeignKey(
        "procedures.Paper", models.PROTECT, null=True, blank=True, related_name="+"
    )
    field_key = models.CharField(max_length=120, blank=True)
    registry = models.CharField(max_length=12, choices=Registry.choices, blank=True)
    label = models.CharField(max_length=500)
    fault = models.CharField(max_length=12, choices=PaperFault.choices, blank=True)
    common = models.ForeignKey(
        "dossiers.SupplementReason", models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.TextField()
    held_but = models.CharField(max_length=16, choices=HeldBut.choices, blank=True)
    held_words = models.CharField(max_length=1000, blank=True)
    before = EncryptedJSONField(null=True, blank=True)
    after = EncryptedJSONField(null=True, blank=True)
    checked_by = _official()
    checked_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(blank=True)

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
    kept = models.ForeignKey(
        "dossiers.KeptPaper", models.CASCADE, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("file of an item to complete")
        verbose_name_plural = _("files of items to complete")
        ordering = ["id"]

    def __str__(self):
        return str(self.file_id)
