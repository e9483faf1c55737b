from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Tone(models.TextChoices):
    PLAIN = "plain", _("grey")
    INFO = "info", _("blue")
    OK = "ok", _("green")
    WARN = "warn", _("amber")
    BAD = "bad", _("red")


class SavedList(models.Model):
    """A list with its filters and columns, kept by an official; shared with the people of a unit
    when it names one. `query` is the query of its address.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "agencies.Agency", models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)
    columns = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("saved list")
        verbose_name_plural = _("saved lists")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="saved_list_name_once")
        ]

    def __str__(self):
        return self.name


class Label(models.Model):
    """A mark that a unit puts on dossiers; its name is always shown, the colour only helps."""

    unit = models.ForeignKey("agencies.Agency", models.PROTECT, related_name="+")
    name = models.CharField(max_length=40)
    tone = models.CharField(max_length=5, choices=Tone.choices, default=Tone.PLAIN)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                condition=models.Q(retired_at=None),
                name="label_name_once_in_a_unit",
            )
        ]

    def __str__(self):
        return self.name


class DossierLabel(models.Model):
    dossier = models.ForeignKey("dossiers.Dossier", models.PROTECT, related_name="labelled")
    label = models.ForeignKey(Label, models.PROTECT, related_name="put")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("label on a dossier")
        verbose_name_plural = _("labels on dossiers")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "label"], name="label_once_on_a_dossier")
        ]

    def __str__(self):
        return f"{self.dossier_id}: {self.label_id}"


class Look(models.Model):
    """The last look of an official at a dossier. `version` is the one he saw then, `before` the
    one he had seen before that: what lies between is what was new to him.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", models.CASCADE, related_name="looks")
    version = models.PositiveIntegerField()
    before = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("look at a dossier")
        verbose_name_plural = _("looks at dossiers")
        ordering = ["id"]
        indexes = [models.Index(fields=["dossier", "at"], name="look_of_dossier")]
        constraints = [models.UniqueConstraint(fields=["user", "dossier"], name="one_last_look")]

    def __str__(self):
        return f"{self.user_id}: {self.dossier_id} v{self.version}"


class Follow(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    dossier = models.ForeignKey("dossiers.Dossier", models.CASCADE, related_name="followers")
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("followed dossier")
        verbose_name_plural = _("followed dossiers")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["user", "dossier"], name="followed_once")]

    def __str__(self):
        return f"{self.user_id}: {self.dossier_id}"
