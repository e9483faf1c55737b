"""A child for whom a parent or guardian files."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dossiers.rules.acting import is_of_age
from portal.accounts.fields import EncryptedTextField, LookupHashField


class ChildQuerySet(models.QuerySet["Child"]):
    def known(self) -> "ChildQuerySet":
        """Proven, under a number that no other child has."""
        return self.filter(number_kind=Child.NumberKind.IDENTITY, proven_at__isnull=False)


class Child(models.Model):
    """What a parent or guardian says of a child, and whether an official has seen the proof.

    `number` is the identity number, or the number of the birth certificate. A declaration opens
    nothing but what its author files himself; proven parents of one child see its dossiers both,
    where it is known by an identity number: every commune counts its certificates anew.
    `paper` and `paper_on` are the paper that an official has compared and its date.
    """

    class Relation(models.TextChoices):
        PARENT = "PARENT", _("father or mother")
        GUARDIAN = "GUARDIAN", _("guardian")

    class NumberKind(models.TextChoices):
        IDENTITY = "IDENTITY", _("personal identification number")
        BIRTH = "BIRTH", _("number of the birth certificate")

    guardian = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="children")
    relation = models.CharField(_("relation to the child"), max_length=8, choices=Relation)
    full_name = models.CharField(_("full name of the child"), max_length=150)
    birth_date = models.DateField(_("date of birth"))
    number_kind = models.CharField(_("known by"), max_length=8, choices=NumberKind)
    number = EncryptedTextField(_("number"))
    number_hash = LookupHashField(of="number", db_index=True)
    declared_at = models.DateTimeField()
    paper = models.CharField(_("paper that proves it"), max_length=200, blank=True)
    paper_on = models.DateField(_("date of the paper"), null=True, blank=True)
    proven_at = models.DateTimeField(null=True, blank=True)
    proven_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("child")
        verbose_name_plural = _("children")
        ordering = ["birth_date", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["guardian", "number_hash"],
                condition=Q(ended_at=None),
                name="child_once_a_guardian",
            ),
            models.CheckConstraint(
                condition=Q(proven_at=None)
                | Q(proven_by__isnull=False, paper_on__isnull=False) & ~Q(paper=""),
                name="child_proven_by_somebody",
            ),
        ]

    def __str__(self):
        return self.full_name

    @property
    def is_known(self) -> bool:
        """As `known` says of many."""
        return self.number_kind == self.NumberKind.IDENTITY and self.proven_at is not None

    def is_minor_on(self, day: date) -> bool:
        """Whether somebody still acts for the child."""
        return not is_of_age(self.birth_date, day)
