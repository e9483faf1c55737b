"""The archive: closed dossiers with their contents and term, and what was destroyed after it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.accounts.fields import EncryptedTextField


def _person(null: bool = True) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=null, blank=null, related_name="+"
    )


class Kept(models.TextChoices):
    """What a dossier ended with, as far as its keeping goes (`dossiers.rules.retention.Kept`)."""

    RESULT = "RESULT", _("with a result")
    NO_RESULT = "NO_RESULT", _("without a result")


class RetentionTerm(models.Model):
    """How long the dossiers of one procedure are kept, instead of the general term, from a day on.

    Without `years` they are kept for ever. `basis` is the text that says so.
    """

    procedure = models.ForeignKey(
        "procedures.Procedure", models.PROTECT, related_name="+", verbose_name=_("procedure")
    )
    since = models.DateField(pgettext_lazy("first day of a stretch", "From"))
    years = models.PositiveSmallIntegerField(
        _("years"), null=True, blank=True, help_text=_("Empty: kept for ever.")
    )
    basis = models.CharField(_("basis"), max_length=200)
    by = _person(null=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("term of keeping of a procedure")
        verbose_name_plural = _("terms of keeping of procedures")
        ordering = ["procedure_id", "-since"]
        constraints = [
            models.UniqueConstraint(fields=["procedure", "since"], name="one_term_a_day"),
            models.CheckConstraint(
                condition=Q(years=None) | Q(years__gte=2, years__lte=70), name="term_within_the_law"
            ),
        ]

    def __str__(self):
        return f"{self.procedure_id} {self.since}: {self.years or '∞'}"


class ArchiveEntry(models.Model):
    """A closed dossier in the archive of the agency that keeps it.

    `contents` is its table of contents (`dossiers.selectors.archive.contents`): ids, codes and
    hashes, no words; `digest` its SHA-256. `person_hash` is the keyed hash of the applicant's
    proven number. `ends_on` is the last day of keeping, empty for ever; `basis` the key of the
    citation or the text of the procedure's own term. One that was taken out stays as history.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="archive_entries")
    keeper = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    procedure = models.ForeignKey("procedures.Procedure", models.PROTECT, related_name="+")
    code = models.CharField(max_length=64)
    person_hash = models.CharField(max_length=64, blank=True)
    year = models.PositiveSmallIntegerField(help_text=_("the year in which the dossier was closed"))
    closed_at = models.DateTimeField()
    closed_by = _person()
    kept = models.CharField(max_length=10, choices=Kept.choices)
    years = models.PositiveSmallIntegerField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    basis = models.CharField(max_length=200)
    contents = models.JSONField()
    digest = models.CharField(max_length=64)
    taken_out_at = models.DateTimeField(null=True, blank=True)
    taken_out_by = _person()
    taken_out_because = EncryptedTextField(blank=True)

    class Meta:
        verbose_name = _("dossier in the archive")
        verbose_name_plural = _("dossiers in the archive")
        ordering = ["-closed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(taken_out_at=None), name="in_the_archive_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["keeper", "-closed_at", "-id"],
                condition=Q(taken_out_at=None),
                name="archive_of_agency",
            ),
            models.Index(
                fields=["keeper", "ends_on", "id"],
                condition=Q(taken_out_at=None, ends_on__isnull=False),
                name="archive_by_end",
            ),
            models.Index(
                fields=["person_hash", "-id"],
                condition=~Q(person_hash=""),
                name="archive_of_person",
            ),
            models.Index(fields=["code"], name="archive_by_code"),
        ]

    def __str__(self):
        return self.code

    @property
    def desk_url(self) -> str:
        """Its page for officials."""
        return reverse("archive:entry", args=[self.public_id])

    @property
    def for_ever(self) -> bool:
        return self.ends_on is None


class DisposalState(models.TextChoices):
    PROPOSED = "PROPOSED", _("waits for approval")
    APPROVED = "APPROVED", _("approved, the dossiers are destroyed after the pause")
    REJECTED = "REJECTED", _("not approved")
    CALLED_OFF = "CALLED_OFF", _("the list was called off")
    EXECUTED = "EXECUTED", _("carried out")


class Disposal(models.Model):
    """A list of dossiers to destroy: one official proposes, another one approves, and nothing is
    destroyed before `hold_until` has passed.
    """

    OPEN = (DisposalState.PROPOSED, DisposalState.APPROVED)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=DisposalState.choices, default=DisposalState.PROPOSED
    )
    version = models.PositiveIntegerField(default=1)
    reason = models.TextField()
    proposed_by = _person(null=False)
    proposed_at = models.DateTimeField()
    decided_by = _person()
    decided_at = models.DateTimeField(null=True, blank=True)
    remarks = models.TextField(blank=True)
    hold_until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("destruction of dossiers")
        verbose_name_plural = _("destructions of dossiers")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["agency", "-id"], name="disposal_of_agency"),
            models.Index(
                fields=["hold_until", "id"], condition=Q(state="APPROVED"), name="disposal_due"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["APPROVED", "EXECUTED"])
                | Q(decided_by__isnull=False, hold_until__isnull=False),
                name="disposal_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["APPROVED", "EXECUTED"]) | ~Q(decided_by=F("proposed_by")),
                name="disposal_approved_by_a_second_person",
            ),
        ]

    def __str__(self):
        return f"{self.public_id} {self.state}"

    @property
    def desk_url(self) -> str:
        """Its page for officials."""
        return reverse("archive:disposal", args=[self.public_id])

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN


class DisposalItem(models.Model):
    """One dossier of the list. `kept_because` is the code of what forbade it when its turn came."""

    class State(models.TextChoices):
        LISTED = "LISTED", _("on the list")
        DESTROYED = "DESTROYED", _("destroyed")
        KEPT = "KEPT", _("kept: something forbids it")

    disposal = models.ForeignKey(Disposal, models.PROTECT, related_name="items")
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="+")
    is_open = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.LISTED)
    kept_because = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = _("dossier to destroy")
        verbose_name_plural = _("dossiers to destroy")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(is_open=True), name="one_open_disposal_a_dossier"
            )
        ]

    def __str__(self):
        return f"{self.dossier_id} {self.state}"


class Tombstone(models.Model):
    """What stays of a destroyed dossier; the database refuses to change or remove it.

    `contents` and `digest` are those of the archive: which files and papers there were, by hash.
    """

    dossier = models.OneToOneField("dossiers.Dossier", models.PROTECT, related_name="tombstone")
    disposal = models.ForeignKey(Disposal, models.PROTECT, related_name="tombstones")
    keeper = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    procedure = models.ForeignKey("procedures.Procedure", models.PROTECT, related_name="+")
    code = models.CharField(max_length=64)
    closed_at = models.DateTimeField()
    ends_on = models.DateField()
    basis = models.CharField(max_length=200)
    contents = models.JSONField()
    digest = models.CharField(max_length=64)
    proposed_by = _person(null=False)
    approved_by = _person(null=False)
    destroyed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("destroyed dossier")
        verbose_name_plural = _("destroyed dossiers")
        ordering = ["-destroyed_at", "-id"]
        indexes = [
            models.Index(fields=["keeper", "-destroyed_at", "-id"], name="tombstone_of_agency"),
            models.Index(fields=["code"], name="tombstone_by_code"),
        ]

    def __str__(self):
        return self.code


class Package(models.Model):
    """A whole dossier packed into one file for whoever ordered it, until `expires_at`."""

    class State(models.TextChoices):
        WAITING = "WAITING", _("being packed")
        READY = "READY", _("ready to download")
        FAILED = "FAILED", _("could not be packed")
        EXPIRED = "EXPIRED", _("no longer kept")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="packages")
    ordered_by = _person(null=False)
    ordered_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    file = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("packed dossier")
        verbose_name_plural = _("packed dossiers")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["dossier", "ordered_by", "-id"], name="package_of_person"),
            models.Index(
                fields=["expires_at"], condition=Q(state="READY"), name="package_to_expire"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "ordered_by"],
                condition=Q(state="WAITING"),
                name="one_package_under_way",
            ),
            models.CheckConstraint(
                condition=~Q(state="READY")
                | Q(file__isnull=False, ready_at__isnull=False, expires_at__isnull=False),
                name="package_ready_has_its_file",
            ),
        ]

    def __str__(self):
        return f"{self.dossier_id} {self.state}"
