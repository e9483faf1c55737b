from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.kernel.clock import Policy, WaitKind
from procedures.models.choices import (
    POLICIES,
    WAIT_LABELS,
    WAITS,
    Audience,
    Completeness,
    PartialReason,
    ProcedureType,
    ServiceLevel,
    Tier,
)
from procedures.models.guard import Publication, has_its_moment, second_person_publishes
from procedures.models.wording import localised, say
from procedures.workflow import LABELS, State


class Revision(Publication):
    """All that the law says of a procedure from a day on. Published once, never changed again."""

    procedure = models.ForeignKey(
        "procedures.Procedure",
        on_delete=models.CASCADE,
        related_name="revisions",
        verbose_name=_("procedure"),
    )
    number = models.PositiveIntegerField(_("number"), editable=False)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=[(state.value, label) for state, label in LABELS.items()],
        default=State.DRAFT.value,
        editable=False,
    )

    name = models.TextField(_("name"), max_length=1100)
    everyday_name = models.CharField(_("everyday name"), max_length=200, blank=True)
    summary = models.TextField(_("summary"), blank=True)

    decision_symbol = models.CharField(_("announcing decision"), max_length=60, blank=True)
    decision_date = models.DateField(_("date of the decision"), null=True, blank=True)
    short_procedure = models.BooleanField(
        _("by the shortened procedure"),
        default=False,
        help_text=_("The law itself was issued in the shortened procedure: shorter notice is due."),
    )
    source = models.CharField(_("source"), max_length=300)
    source_date = models.DateField(_("date of the source"))
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    imported_at = models.DateTimeField(_("imported"), null=True, blank=True, editable=False)
    in_force_from = models.DateField(_("in force from"))
    in_force_until = models.DateField(_("in force until"), null=True, blank=True)

    procedure_type = models.CharField(
        _("kind of procedure"), max_length=13, choices=ProcedureType.choices, blank=True
    )
    level = models.PositiveSmallIntegerField(_("service level"), choices=ServiceLevel.choices)
    completeness = models.CharField(
        _("online extent"), max_length=7, choices=Completeness.choices, default=Completeness.NONE
    )
    partial_reason = models.CharField(
        _("why only partly online"), max_length=12, choices=PartialReason.choices, blank=True
    )
    audiences = ArrayField(
        models.CharField(max_length=20, choices=Audience.choices),
        verbose_name=_("who may apply"),
        default=list,
        blank=True,
    )
    tiers = ArrayField(
        models.CharField(max_length=10, choices=Tier.choices),
        verbose_name=_("tiers of government"),
        default=list,
        blank=True,
    )
    deciding_agency = models.TextField(_("agency that decides"), blank=True)
    executing_agency = models.TextField(_("agency that carries out"), blank=True)
    coordinating_agency = models.TextField(_("coordinating agencies"), blank=True)
    delegated_agency = models.TextField(_("agency it is delegated to"), blank=True)
    reception_agency = models.TextField(_("where dossiers are taken"), blank=True)
    agency_codes = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("identifiers of the agencies that carry it out"),
        default=list,
        blank=True,
    )
    related = ArrayField(
        models.TextField(),
        verbose_name=_("related procedures"),
        default=list,
        blank=True,
        help_text=_("One on each line: its code, or its name where the source gives no code."),
    )

    steps = ArrayField(models.TextField(), verbose_name=_("steps"), default=list, blank=True)
    conditions = ArrayField(
        models.TextField(), verbose_name=_("conditions"), default=list, blank=True
    )
    clock_policy = models.CharField(
        _("clock policy"), max_length=20, choices=POLICIES, default=Policy.RESTART.value
    )
    extension_cap = models.PositiveSmallIntegerField(
        _("most the limit may be extended by"), null=True, blank=True
    )
    left_out = ArrayField(
        models.CharField(max_length=16, choices=WAITS),
        verbose_name=_("waiting that is not counted"),
        default=list,
        blank=True,
        help_text=_("Nothing ticked: only what the applicant is waited for."),
    )
    clock_basis = models.CharField(
        _("provision on the clock"),
        max_length=300,
        blank=True,
        help_text=_("The text and article that say so, such as “Điều 12 Thông tư …”."),
    )
    asking_days = models.PositiveSmallIntegerField(
        _("working days in which more papers may be asked for"),
        null=True,
        blank=True,
        help_text=_("Only where the law of the sector says so; otherwise the general rule holds."),
    )
    asking_basis = models.CharField(
        _("provision of the sector on asking for more"), max_length=300, blank=True
    )
    answer_days = models.PositiveSmallIntegerField(
        _("working days the applicant has to complete the dossier"), null=True, blank=True
    )
    process_decision = models.CharField(
        _("decision on the internal process"), max_length=60, blank=True
    )
    process_decision_date = models.DateField(
        _("date of the decision on the internal process"), null=True, blank=True
    )
    transfer_cutoff = models.TimeField(
        _("last hour of same-day hand-over"),
        null=True,
        blank=True,
        help_text=_("A paper dossier taken later moves on at the start of the next working day."),
    )
    form = models.ForeignKey(
        "procedures.EFormVersion",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="revisions",
        verbose_name=_("electronic form"),
    )

    english = models.JSONField(default=dict, editable=False)
    history = HistoricalRecords(excluded_fields=["english"])

    movable = Publication.movable | {"in_force_until", "published_at", "published_by", "english"}

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["procedure", "-number"]
        # The catalogue offers only what exists: to learn that nothing does must be quick as well.
        indexes = [
            GinIndex(fields=["audiences"], name="revision_by_audience"),
            models.Index(fields=["level"], name="revision_by_level"),
            models.Index(fields=["completeness"], name="revision_by_extent"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="revision_number_once"),
            models.UniqueConstraint(
                fields=["procedure"],
                condition=Q(state=State.DRAFT.value),
                name="one_draft_a_procedure",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in State]),
                name="revision_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(level__range=(1, 4)), name="revision_level_is_1_to_4"
            ),
            models.CheckConstraint(
                condition=Q(completeness=Completeness.PARTIAL) ^ Q(partial_reason=""),
                name="partly_online_says_why",
            ),
            models.CheckConstraint(
                condition=Q(level__lte=2, completeness=Completeness.NONE)
                | Q(level__gte=3) & ~Q(completeness=Completeness.NONE),
                name="filing_online_from_level_3",
            ),
            models.CheckConstraint(
                condition=Q(asking_days=None) | ~Q(asking_basis=""),
                name="days_of_the_sector_have_their_text",
            ),
            has_its_moment("published_revision_has_its_moment"),
            second_person_publishes("second_person_publishes"),
        ]

    def __str__(self):
        return f"{self.procedure.code}/{self.number}"

    @property
    def title(self) -> str:
        return say(self, "name").text

    @property
    def english_words(self) -> dict[str, str]:
        """Reviewed English of this revision's passages, by path."""
        return self.english.get("words", {})

    @property
    def english_name(self) -> str:
        return self.english_words.get("name", "")

    @property
    def lead(self) -> str:
        return say(self, "summary").text

    @property
    def called(self) -> str:
        """What people call it, in Vietnamese only."""
        return localised(self.everyday_name, " ").strip()

    @property
    def audience_labels(self) -> list[str]:
        return [str(Audience(code).label) for code in self.audiences]

    @property
    def left_out_labels(self) -> list[str]:
        return [str(WAIT_LABELS[WaitKind(code)]) for code in self.left_out]

    @property
    def tier_labels(self) -> list[str]:
        return [str(Tier(code).label) for code in self.tiers]
