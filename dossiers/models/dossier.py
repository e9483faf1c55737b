import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dossiers.workflow import FINAL, STATES, Party, State
from portal.accounts.fields import EncryptedJSONField


class ReturnWay(models.TextChoices):
    ONLINE = "ONLINE", _("in the account, as a signed electronic document")
    DESK = "DESK", _("on paper at the desk")
    POST = "POST", _("on paper by post")


READY_FOR_POST = _("The result is ready and goes to you by post. Where it stands is told below.")


class Dossier(models.Model):
    """One filing, pinned to the revision, form and day of rules it was filed under.

    Only the verbs in `dossiers.services` write here. `version` rises with every change; a verb that
    was given an older version refuses. `deadline_at` is the next moment that binds the house
    (reply, then return), derived from the rows of `DueDate`, kept for ordering.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission_number = models.CharField(max_length=24, unique=True)
    code = models.CharField(max_length=64, unique=True, null=True, blank=True)
    external_partner = models.CharField(max_length=40, blank=True)
    external_code = models.CharField(
        max_length=64, blank=True, help_text=_("the code under which a partner knows it")
    )

    revision = models.ForeignKey("procedures.Revision", models.PROTECT, related_name="+")
    case = models.ForeignKey(
        "procedures.Case", models.PROTECT, null=True, blank=True, related_name="+"
    )
    channel = models.ForeignKey("procedures.Channel", models.PROTECT, related_name="+")
    form_version = models.ForeignKey(
        "procedures.EFormVersion", models.PROTECT, null=True, blank=True, related_name="+"
    )
    rules_day = models.DateField(help_text=_("the day whose rules this dossier follows"))
    local_terms = ArrayField(
        models.BigIntegerField(),
        default=list,
        blank=True,
        editable=False,
        help_text=_("the texts of the province it was accepted under"),
    )

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="dossiers")
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="dossiers"
    )
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("who filed it for its owner; empty when the owner did"),
    )
    mandate = models.ForeignKey(
        "dossiers.Mandate",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("the authority under which it was filed"),
    )
    child = models.ForeignKey(
        "dossiers.Child", models.PROTECT, null=True, blank=True, related_name="dossiers"
    )
    applicant_name = models.CharField(max_length=200)
    applicant_folded = models.CharField(max_length=200, editable=False)
    answers = EncryptedJSONField(default=dict)
    return_way = models.CharField(
        max_length=16, choices=ReturnWay.choices, default=ReturnWay.ONLINE
    )
    submit_key = models.UUIDField()

    agency = models.ForeignKey(
        "agencies.Agency",
        models.PROTECT,
        related_name="+",
        help_text=_("the agency with the power to decide"),
    )
    receiving_agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    holder = models.ForeignKey(
        "agencies.Agency",
        models.PROTECT,
        related_name="+",
        help_text=_("the unit that holds the dossier now"),
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    state = models.CharField(
        max_length=24, choices=[(state, row.label) for state, row in STATES.items()]
    )
    version = models.PositiveIntegerField(default=1)
    submitted_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    ready_at = models.DateTimeField(
        null=True, blank=True, help_text=_("since when the result lies ready at the desk")
    )
    fetch_reminders = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    deadline_at = models.DateTimeField(null=True, blank=True)
    question_due_at = models.DateTimeField(
        null=True, blank=True, help_text=_("when the first message that waits must be answered")
    )
    received_by = models.CharField(max_length=200, blank=True)
    closing_reason = models.TextField(blank=True)
    reply_warned_at = models.DateTimeField(null=True, blank=True)
    reply_missed_at = models.DateTimeField(null=True, blank=True)
    signing_error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ["-submitted_at", "-id"]
        indexes = [
            models.Index(fields=["owner", "-submitted_at", "-id"]),
            models.Index(fields=["organisation", "-submitted_at", "-id"]),
            models.Index(
                F("holder"), F("deadline_at").asc(nulls_last=True), F("id"), name="dossier_work"
            ),
            models.Index(
                F("deadline_at").asc(nulls_last=True), F("id"), name="dossier_by_deadline"
            ),
            models.Index(
                F("assignee"),
                F("deadline_at").asc(nulls_last=True),
                F("id"),
                condition=Q(closed_at=None),
                name="dossier_of_official",
            ),
            models.Index(
                F("holder"),
                F("state"),
                F("deadline_at").asc(nulls_last=True),
                F("id"),
                condition=Q(closed_at=None),
                name="dossier_of_unit",
            ),
            models.Index(
                F("receiving_agency"),
                F("state"),
                F("deadline_at").asc(nulls_last=True),
                F("id"),
                condition=Q(closed_at=None),
                name="dossier_of_desk",
            ),
            models.Index(
                F("holder"),
                F("question_due_at"),
                F("id"),
                condition=Q(question_due_at__isnull=False),
                name="dossier_questions",
            ),
            models.Index(fields=["agency", "-submitted_at", "-id"]),
            models.Index(
                fields=["deadline_at"], condition=Q(state=State.SUBMITTED), name="dossier_replies"
            ),
            models.Index(
                fields=["ready_at", "id"],
                condition=Q(state=State.DONE),
                name="dossier_to_be_fetched",
            ),
            models.Index(
                fields=["deadline_at", "id"],
                condition=Q(deadline_at__isnull=False),
                name="dossier_dates",
            ),
            models.Index(
                fields=["closed_at", "id"],
                condition=Q(closed_at__isnull=False, archived_at=None),
                name="dossier_to_archive",
            ),
            GinIndex(OpClass(F("applicant_folded"), name="gin_trgm_ops"), name="dossier_applicant"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["owner", "submit_key"], name="dossier_one_per_press"),
            models.CheckConstraint(
                condition=Q(code__isnull=True) | Q(accepted_at__isnull=False),
                name="dossier_code_only_once_accepted",
            ),
            models.CheckConstraint(
                condition=Q(archived_at=None) | Q(closed_at__isnull=False),
                name="dossier_archived_only_once_closed",
            ),
            models.CheckConstraint(
                condition=Q(mandate=None) | Q(filed_by__isnull=False),
                name="dossier_under_mandate_has_its_filer",
            ),
            models.UniqueConstraint(
                fields=["external_partner", "external_code"],
                condition=~Q(external_code=""),
                name="dossier_once_a_partner",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("dossiers:detail", args=[self.public_id])

    @property
    def pay_url(self) -> str:
        """Where its applicant pays, and reads what became of it."""
        return reverse("dossiers:pay", args=[self.public_id])

    @property
    def desk_url(self) -> str:
        """Its page for officials."""
        return reverse("desk:dossier", args=[self.public_id])

    @property
    def reference(self) -> str:
        """What people call it: the code once accepted, before that the submission number."""
        return self.code or self.submission_number

    @property
    def row(self):
        return STATES[State(self.state)]

    @property
    def for_owner(self) -> Promise:
        """What the state means for the owner; a result that goes by post is not to be collected."""
        by_post = self.return_way == ReturnWay.POST and self.state == State.DONE
        return READY_FOR_POST if by_post else self.row.for_owner

    @property
    def is_final(self) -> bool:
        return self.state in FINAL

    @property
    def is_asked_to_complete(self) -> bool:
        """Whether papers or answers are waited for."""
        return self.state in (State.ASKED_AT_DESK, State.ASKED_IN_APPRAISAL)

    @property
    def waits_for_owner(self) -> bool:
        """Whether nothing moves until the applicant answers."""
        return self.row.turn == Party.OWNER and not self.is_final
