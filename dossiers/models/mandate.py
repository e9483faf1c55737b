"""One person lets another act for him: who, in what, how far, from when to when, on what paper."""

import uuid
from datetime import date, datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.fields import EncryptedTextField, LookupHashField


class Power(models.TextChoices):
    """What may be done about a dossier; an owner and whoever represents an organisation may all."""

    FILE = "FILE", _("file dossiers and answer requests about them")
    FOLLOW = "FOLLOW", _("follow them: read what was filed and how it goes")
    RECEIVE = "RECEIVE", _("read and receive the result")
    PAY = "PAY", _("pay what they cost")
    REUSE = "REUSE", _("use papers again that I keep in my account")


class Basis(models.TextChoices):
    """What the authority rests on."""

    SIGNED = "SIGNED", _("signed on this portal with a proven identity")
    PAPER = "PAPER", _("a paper signed before a notary or an authority")


class Told(models.TextChoices):
    """Who gets the notices about the dossiers of a mandate; its principal always does."""

    BOTH = "BOTH", _("both of us")
    PRINCIPAL = "PRINCIPAL", _("only me")


class MandateState(models.TextChoices):
    """Derived from what happened and the day; never stored."""

    ASKED = "ASKED", _("waits for the other person")
    COMING = "COMING", _("not yet begun")
    GOOD = "GOOD", _("in force")
    ENDED = "ENDED", _("ended")
    DECLINED = "DECLINED", _("declined")
    REVOKED = "REVOKED", _("revoked")


class MandateQuerySet(models.QuerySet["Mandate"]):
    def good_on(self, day: date) -> "MandateQuerySet":
        """Confirmed, not revoked, and within its days."""
        return self.filter(
            confirmed_at__isnull=False, revoked_at=None, since__lte=day, until__gte=day
        )


class Mandate(models.Model):
    """`principal` lets `delegate` act in his own matters, from `since` to `until`, both included.

    With neither `procedure` nor `dossier` it is for all his matters. `contact` is how the principal
    named the other: an identity number, a phone (E.164) or an e-mail address; whoever has proven it
    may confirm. `digest` is the SHA-256 of the terms that were signed here.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    principal = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="mandates_given"
    )
    delegate = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates_held",
    )
    name = models.CharField(_("name of the authorised person"), max_length=150)
    contact = EncryptedTextField()
    contact_hash = LookupHashField(of="contact", db_index=True)
    procedure = models.ForeignKey(
        "procedures.Procedure", models.PROTECT, null=True, blank=True, related_name="+"
    )
    dossier = models.ForeignKey(
        "dossiers.Dossier", models.PROTECT, null=True, blank=True, related_name="+"
    )
    powers = ArrayField(models.CharField(max_length=8, choices=Power.choices))
    told = models.CharField(max_length=9, choices=Told.choices, default=Told.BOTH)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    basis = models.CharField(max_length=6, choices=Basis.choices)
    paper = models.CharField(_("number and place of the paper"), max_length=200, blank=True)
    file = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    digest = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("authority to act for a person")
        verbose_name_plural = _("authorities to act for a person")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=models.F("since")), name="mandate_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(procedure=None) | Q(dossier=None), name="mandate_has_one_scope"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(delegate__isnull=False),
                name="mandate_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(principal=models.F("delegate")), name="mandate_is_for_another"
            ),
        ]

    def __str__(self):
        return str(self.public_id)

    def get_absolute_url(self):
        return reverse("dossiers:mandate", args=[self.public_id])

    def state_on(self, day: date) -> MandateState:
        """Where it stands on the local day `day`."""
        if self.revoked_at:
            return MandateState.REVOKED
        if self.declined_at:
            return MandateState.DECLINED
        if day > self.until:
            return MandateState.ENDED
        if self.confirmed_at is None:
            return MandateState.ASKED
        return MandateState.GOOD if self.since <= day else MandateState.COMING

    def is_good_on(self, day: date) -> bool:
        return self.state_on(day) == MandateState.GOOD

    @property
    def powers_in_words(self) -> list[str]:
        return [str(Power(power).label) for power in Power.values if power in self.powers]

    @property
    def ended_at(self) -> datetime | None:
        return self.revoked_at or self.declined_at
