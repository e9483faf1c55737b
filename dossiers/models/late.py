"""Being late: the warnings given, the one apology, and what stays on record when rules broke."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.fields import EncryptedTextField


class Apology(models.Model):
    """The apology with the one new date that the law allows (NĐ 61/2018, art. 19(9)).

    The portal opens it before the last day, an official writes reason and date, another person of
    higher post signs. `before` is the date it replaces; signed after that date it is `late`.
    """

    dossier = models.OneToOneField("dossiers.Dossier", models.PROTECT, related_name="apology")
    drafted_at = models.DateTimeField()
    reason = EncryptedTextField(blank=True)
    new_date = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField(null=True, blank=True)
    remarks = models.TextField(blank=True)
    before = models.DateTimeField(null=True, blank=True)
    late = models.BooleanField(default=False)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_post = models.CharField(max_length=200, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("apology")
        verbose_name_plural = _("apologies")
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at=None)
                | Q(written_at__isnull=False, new_date__isnull=False, before__isnull=False),
                name="signed_apology_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(signed_by=None) | ~Q(signed_by=F("written_by")),
                name="apology_signed_by_a_second_person",
            ),
        ]

    def __str__(self):
        return f"{self.dossier_id} {self.new_date or ''}"


class LateWarning(models.Model):
    """That people were told of a date, once for each rung of the ladder."""

    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="late_warnings")
    rung = models.CharField(max_length=20)
    due_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("warning of a date")
        verbose_name_plural = _("warnings of dates")
        constraints = [
            models.UniqueConstraint(fields=["dossier", "rung", "due_at"], name="warned_once_a_rung")
        ]

    def __str__(self):
        return f"{self.dossier_id} {self.rung}"


class BreachKind(models.TextChoices):
    NO_APOLOGY = "NO_APOLOGY", _("overdue without an apology")
    LATE_REPLY = "LATE_REPLY", _("no answer from the desk in time")
    LATE_ASKING = "LATE_ASKING", _("more papers asked for after the time for it")
    LATE_EXPLANATION = "LATE_EXPLANATION", _("complaint not answered in time")


class Breach(models.Model):
    """A rule of handling that was broken, counted once a dossier. Who is answerable explains it."""

    kind = models.CharField(_("kind"), max_length=20, choices=BreachKind.choices)
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="breaches")
    unit = models.ForeignKey(
        "agencies.Agency", models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("official"),
    )
    at = models.DateTimeField(_("at"))
    explanation = EncryptedTextField(_("explanation"), blank=True)
    explained_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("explained by"),
    )
    explained_at = models.DateTimeField(_("explained at"), null=True, blank=True)

    class Meta:
        verbose_name = _("breach of the rules of handling")
        verbose_name_plural = _("breaches of the rules of handling")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["unit", "-id"], condition=Q(explained_at=None), name="breach_unexplained"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "kind"], name="breach_counted_once")
        ]

    def __str__(self):
        return f"{self.dossier_id} {self.kind}"
