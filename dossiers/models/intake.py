"""What happens at the counter before a dossier exists: who stands there, for whom, with what."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.accounts.fields import EncryptedTextField, LookupHashField


class Way(models.TextChoices):
    PERSON = "PERSON", _("a person at the counter")
    ENVELOPE = "ENVELOPE", _("an envelope that came by post")
    PARTNER = "PARTNER", _("a partner that collects dossiers")


class Visit(models.Model):
    """One person, envelope or partner at a desk, with every dossier taken in on that occasion.

    `person` is whose dossiers they are. Who brings them for somebody else is the `authority`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    desk = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    clerk = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    way = models.CharField(max_length=8, choices=Way.choices, default=Way.PERSON)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="visits")
    organisation = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    partner = models.CharField(max_length=200, blank=True)
    letter_number = models.CharField(max_length=60, blank=True)
    letter_date = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("visit at the counter")
        verbose_name_plural = _("visits at the counter")
        ordering = ["-id"]
        indexes = [models.Index(fields=["clerk", "-id"])]

    def __str__(self):
        return str(self.public_id)


class Authority(models.Model):
    """Somebody else than the owner, with the paper that lets him act and the days it is good for
    (NĐ 61/2018, art. 6(2b)).
    """

    visit = models.OneToOneField(
        Visit, models.CASCADE, null=True, blank=True, related_name="authority"
    )
    hand_out = models.OneToOneField(
        "dossiers.HandOut", models.CASCADE, null=True, blank=True, related_name="authority"
    )
    name = models.CharField(max_length=200)
    number = EncryptedTextField()
    number_hash = LookupHashField(of="number")
    phone = EncryptedTextField(blank=True)
    paper = models.CharField(max_length=200)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    file = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("authority of a delegate")
        verbose_name_plural = _("authorities of delegates")
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                name="authority_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(visit=None) ^ Q(hand_out=None), name="authority_for_one_occasion"
            ),
        ]

    def __str__(self):
        return self.name


class Intake(models.Model):
    """One dossier being taken in: a draft until it is received, then the dossier that came of it.

    `sets` is the number of complete sets handed in.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="intakes")
    draft = models.OneToOneField(
        "dossiers.Draft", models.SET_NULL, null=True, blank=True, related_name="intake"
    )
    dossier = models.OneToOneField(
        "dossiers.Dossier", models.PROTECT, null=True, blank=True, related_name="intake"
    )
    procedure = models.ForeignKey("procedures.Procedure", models.PROTECT, related_name="+")
    sets = models.PositiveSmallIntegerField(default=1)
    receipt_wanted = models.BooleanField(default=True)
    opened_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("dossier at the counter")
        verbose_name_plural = _("dossiers at the counter")
        ordering = ["id"]

    def __str__(self):
        return str(self.public_id)


class Verdict(models.TextChoices):
    GOOD = "GOOD", _("in order")
    SHOWN = "SHOWN", _("shown and compared")
    BAD = "BAD", _("not in order")
    MISSING = "MISSING", _("missing")
    WAIVED = "WAIVED", _("not asked for")
    UNNEEDED = "UNNEEDED", _("not needed here")


class Waiver(models.TextChoices):
    """Why a paper is not asked for (NĐ 118/2025, art. 4(2a))."""

    HELD = "HELD", _("the agency holds it already")
    DATABASE = "DATABASE", _("its data stand in a database")
    ACCOUNT = "ACCOUNT", _("the identity account shows it")


class PaperCheck(models.Model):
    """What a clerk found of one paper: how many of which kind, sheets, in order or not.

    `give_back`: originals that return with the result.
    """

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="checks")
    paper = models.ForeignKey("procedures.Paper", models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    originals = models.PositiveSmallIntegerField(default=0)
    certified = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    electronic = models.PositiveSmallIntegerField(default=0)
    sheets = models.PositiveSmallIntegerField(null=True, blank=True)
    give_back = models.BooleanField(default=False)
    given_back_at = models.DateTimeField(null=True, blank=True)
    remark = models.CharField(max_length=1000, blank=True)
    waiver = models.CharField(max_length=8, choices=Waiver.choices, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        verbose_name = _("check of a paper")
        verbose_name_plural = _("checks of papers")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["intake", "paper"], name="one_check_a_paper"),
            models.CheckConstraint(
                condition=~Q(verdict="WAIVED") | ~Q(waiver=""), name="waiver_has_its_ground"
            ),
        ]

    def __str__(self):
        return f"{self.paper_id} {self.verdict}"

    @property
    def is_wrong(self) -> bool:
        return self.verdict in (Verdict.BAD, Verdict.MISSING)
