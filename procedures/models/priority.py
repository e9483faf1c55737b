"""Which services go online first in a year, and what each agency reports at its end."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from procedures.models.choices import ServiceLevel
from procedures.models.guard import Guarded
from procedures.workflow import ListState, ReportState

TARGETS = [(level.value, level.label) for level in (ServiceLevel.FILING, ServiceLevel.FULL)]
YEARS = [MinValueValidator(2018), MaxValueValidator(2100)]


def _person(**more) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", **more
    )


class PriorityList(models.Model):
    """The list of one year: proposed by agencies, put together, approved by a decision; frozen
    from then on."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True, validators=YEARS)
    state = models.CharField(
        max_length=10,
        choices=[(state.value, state.label) for state in ListState],
        default=ListState.DRAFT.value,
    )
    version = models.PositiveIntegerField(default=1)
    decision_symbol = models.CharField(_("approving decision"), max_length=60, blank=True)
    decision_date = models.DateField(_("date of the decision"), null=True, blank=True)
    opened_by = _person()
    opened_at = models.DateTimeField(auto_now_add=True)
    approved_by = _person()
    approved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("yearly list of services put online first")
        verbose_name_plural = _("yearly lists of services put online first")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ListState.DRAFT, approved_at=None)
                | Q(state=ListState.APPROVED, approved_at__isnull=False)
                & ~Q(decision_symbol="")
                & Q(decision_date__isnull=False),
                name="approved_list_has_its_decision",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("opened_by")),
                name="second_person_approves_the_list",
            ),
        ]

    def __str__(self):
        return str(self.year)


class PriorityEntry(Guarded):
    """A service on the list of a year. One that was left out keeps the reason."""

    class Verdict(models.TextChoices):
        PROPOSED = "PROPOSED", pgettext_lazy("service of a list", "Proposed")
        KEPT = "KEPT", _("On the list")
        LEFT_OUT = "LEFT_OUT", _("Left out")

    list = models.ForeignKey(PriorityList, on_delete=models.CASCADE, related_name="entries")
    procedure = models.ForeignKey(
        "procedures.Procedure",
        on_delete=models.PROTECT,
        related_name="priorities",
        verbose_name=_("procedure"),
    )
    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+", verbose_name=_("agency")
    )
    level = models.PositiveSmallIntegerField(
        _("level to reach"), choices=TARGETS, default=ServiceLevel.FULL
    )
    by_when = models.DateField(_("online by"))
    reason = models.TextField(_("why this service"))
    verdict = models.CharField(max_length=8, choices=Verdict.choices, default=Verdict.PROPOSED)
    verdict_reason = models.TextField(blank=True)
    proposed_by = _person()
    weighed_by = _person()

    class Meta:
        verbose_name = _("service of a yearly list")
        verbose_name_plural = _("services of yearly lists")
        ordering = ["by_when", "id"]
        constraints = [
            models.UniqueConstraint(fields=["list", "procedure"], name="service_once_a_year"),
            models.CheckConstraint(
                condition=~Q(verdict="LEFT_OUT") | ~Q(verdict_reason=""),
                name="service_left_out_with_reason",
            ),
        ]

    def __str__(self):
        return f"{self.list} – {self.procedure.code}"

    def owner(self) -> PriorityList:
        return self.list


class YearlyReport(models.Model):
    """What one agency says of its online services in a year. `figures` are those of the moment of
    signing; before, they are counted anew at every look."""

    year = models.PositiveSmallIntegerField(_("year"), validators=YEARS)
    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+", verbose_name=_("agency")
    )
    state = models.CharField(
        max_length=6,
        choices=[(state.value, state.label) for state in ReportState],
        default=ReportState.DRAFT.value,
    )
    version = models.PositiveIntegerField(default=1)
    done = models.TextField(_("what was built, upgraded and kept up"), blank=True)
    obstacles = models.TextField(_("obstacles"), blank=True)
    plans = models.TextField(_("plans and proposals for next year"), blank=True)
    figures = models.JSONField(default=dict, blank=True)
    written_by = _person()
    written_at = models.DateTimeField(null=True)
    signed_by = _person()
    signed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("yearly report of an agency")
        verbose_name_plural = _("yearly reports of agencies")
        ordering = ["-year", "agency_id"]
        constraints = [
            models.UniqueConstraint(fields=["year", "agency"], name="one_report_an_agency_a_year"),
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT, signed_at=None)
                | Q(state=ReportState.SIGNED, signed_at__isnull=False),
                name="signed_report_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None) | ~Q(signed_by=F("written_by")),
                name="second_person_signs_the_report",
            ),
        ]

    def __str__(self):
        return f"{self.agency} – {self.year}"
