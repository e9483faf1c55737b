"""What came in from the national database and waits for a person: nothing here is public."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from procedures.imports.facts import ProcedureFacts
from procedures.imports.plain import from_plain
from procedures.workflow import IMPORT_LABELS, OPEN_IMPORTS, ImportState


class ImportRun(models.Model):
    """One reading of one file, with the figures that were told at its end.

    `sha256` is of a file that an editor sent in, which the private storage keeps.
    """

    file_name = models.CharField(_("file"), max_length=255)
    sha256 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    read = models.PositiveIntegerField(_("records read"), default=0)
    new = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    quarantined = models.PositiveIntegerField(_("held back"), default=0)
    reasons = models.JSONField(_("reasons"), default=dict)

    class Meta:
        verbose_name = _("reading of a file")
        verbose_name_plural = _("readings of files")
        ordering = ["-id"]

    def __str__(self):
        return f"{self.file_name} #{self.pk}"


class UnreadableLine(models.Model):
    """A record that gave no facts, so that whoever sent the file can find and mend it."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="unreadable")
    line = models.PositiveIntegerField(_("line"))
    sha256 = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=40)
    excerpt = models.CharField(_("what stands there"), max_length=200, blank=True)

    class Meta:
        ordering = ["run", "line", "id"]

    def __str__(self):
        return f"{self.run_id}:{self.line} {self.reason}"


class ImportedProcedure(models.Model):
    """One state of a procedure as a source tells it.

    `facts` are what was read and never change; `mended` is what a reviewer made of them, empty
    while nobody did. `open_reasons` are the blocking ones that nobody has settled. `digest` is of
    the facts alone: equal digests mean that nothing changed.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="procedures")
    line = models.PositiveIntegerField(_("line"))
    line_sha256 = models.CharField(max_length=64)
    code = models.CharField(_("code"), max_length=8, db_index=True)
    name = models.TextField(_("name"))
    sector = models.TextField(pgettext_lazy("field of administration", "sector"), blank=True)
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=[(state.value, label) for state, label in IMPORT_LABELS.items()],
    )
    version = models.PositiveIntegerField(default=1)
    digest = models.CharField(max_length=64)
    facts = models.JSONField()
    mended = models.JSONField(null=True)
    raw = models.JSONField()
    problems = models.JSONField(default=list)
    open_reasons = ArrayField(models.CharField(max_length=40), default=list)
    rejected_because = models.TextField(_("why it was rejected"), blank=True)
    known_before = models.BooleanField(_("changed"), default=False)
    revision = models.ForeignKey(
        "procedures.Revision",
        on_delete=models.SET_NULL,
        null=True,
        related_name="imported",
        verbose_name=_("revision"),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("imported procedure")
        verbose_name_plural = _("imported procedures")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["code", "-id"], name="imported_newest_of_code"),
            models.Index(fields=["state", "id"], name="imported_by_state"),
            GinIndex(fields=["open_reasons"], name="imported_by_reason"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(state__in=sorted(OPEN_IMPORTS)),
                name="one_open_import_a_procedure",
            ),
            models.CheckConstraint(
                condition=~Q(state=ImportState.READY.value) | Q(open_reasons=[]),
                name="ready_import_has_no_open_reason",
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def read(self) -> ProcedureFacts:
        """The facts as the source has them."""
        return from_plain(self.facts)

    @property
    def effective(self) -> ProcedureFacts:
        """The facts as they would become a revision."""
        return from_plain(self.facts if self.mended is None else self.mended)


class Settlement(models.Model):
    """What a person decided about one problem of an import, and why. Never changed."""

    class How(models.TextChoices):
        MENDED = "MENDED", pgettext_lazy("a value that was read wrong", "Put right")
        CONFIRMED = "CONFIRMED", _("What was read is right")
        AS_STATED = "AS_STATED", _("Published as not stated, with the words of the source")

    imported = models.ForeignKey(
        ImportedProcedure, on_delete=models.CASCADE, related_name="settlements"
    )
    reason = models.CharField(max_length=40)
    row = models.PositiveIntegerField(null=True)
    how = models.CharField(max_length=10, choices=How.choices)
    value = models.JSONField(null=True)
    note = models.TextField(_("on what ground"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.imported_id}: {self.reason}"
