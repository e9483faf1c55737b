"""The three tables that may only grow. The database itself refuses to change or remove a row.

Rows name people, agencies and things by id without foreign keys: erasing an account or closing an
agency leaves the log as it was written.
"""

import uuid

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from portal.audit.actors import Actor
from portal.audit.subjects import Subject


class Event(models.Model):
    """Something that happened. Times are UTC; `payload` holds ids, codes, dates and salted hashes.

    `occurred_at` is when it happened, `recorded_at` when the database got to know it.
    """

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("what happened"), max_length=80)
    subject_kind = models.CharField(_("kind of thing"), max_length=80)
    subject_id = models.CharField(_("thing"), max_length=64)
    occurred_at = models.DateTimeField(_("happened at"))
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now(), editable=False)
    actor_kind = models.CharField(_("who"), max_length=10)
    actor_user_id = models.BigIntegerField(_("account"), null=True, blank=True)
    actor_agency_id = models.BigIntegerField(_("agency"), null=True, blank=True)
    actor_role = models.CharField(_("role"), max_length=40, blank=True)
    payload = models.JSONField(_("facts"), default=dict)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "id"], name="event_of_subject"),
            models.Index(fields=["kind", "id"], name="event_of_kind"),
            models.Index(
                fields=["actor_user_id", "id"],
                condition=models.Q(actor_user_id__isnull=False),
                name="event_of_actor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.kind} {self.subject_kind} {self.subject_id}"

    @property
    def actor(self) -> Actor:
        return Actor(self.actor_kind, self.actor_user_id, self.actor_agency_id, self.actor_role)

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_id)


class Seal(models.Model):
    """One link of the chain over the events numbered (`last_id` of the link before, `last_id`].

    `leaves` holds number and SHA-256 of every event that existed in the range, and `digest` the
    SHA-256 of the digest before and of the leaves (`portal.audit.chain`). Links are numbered from
    1 without gaps.
    """

    number = models.BigIntegerField(primary_key=True)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField(unique=True)
    events = models.PositiveIntegerField()
    leaves = models.BinaryField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number__gte=1, first_id__lte=models.F("last_id"), events__gte=1),
                name="seal_covers_something",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.first_id}–{self.last_id} {self.digest[:12]}"


class AccessEntry(models.Model):
    """Somebody other than the owner looked at the owner's data, under a role and for a purpose.

    One row for each viewer, thing, role and purpose in a stretch of ten minutes, however often the
    page is opened; `slot` numbers the stretches since 1970.
    """

    id = models.BigAutoField(primary_key=True)
    viewer_user_id = models.BigIntegerField(_("who looked"))
    viewer_kind = models.CharField(max_length=10)
    viewer_agency_id = models.BigIntegerField(_("agency"), null=True, blank=True)
    viewer_role = models.CharField(_("role"), max_length=40, blank=True)
    purpose = models.CharField(_("purpose"), max_length=60)
    owner_user_id = models.BigIntegerField(_("whose data"))
    subject_kind = models.CharField(_("kind of thing"), max_length=80)
    subject_id = models.CharField(_("thing"), max_length=64)
    at = models.DateTimeField(_("looked at"))
    slot = models.BigIntegerField(editable=False)

    class Meta:
        verbose_name = _("access to a person's data")
        verbose_name_plural = _("accesses to people's data")
        ordering = ["-id"]
        indexes = [models.Index(fields=["owner_user_id", "-id"], name="access_of_owner")]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "viewer_user_id",
                    "subject_kind",
                    "subject_id",
                    "owner_user_id",
                    "viewer_agency_id",
                    "viewer_role",
                    "purpose",
                    "slot",
                ],
                nulls_distinct=False,
                name="access_once_a_slot",
            )
        ]

    def __str__(self) -> str:
        return f"{self.viewer_user_id} → {self.owner_user_id} {self.purpose}"
