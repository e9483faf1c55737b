from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.kernel.hashing import canonical_json, sha256_hex
from procedures.eforms.definition import Definition
from procedures.models.guard import Frozen


class EForm(models.Model):
    """An electronic form under one lasting key."""

    key = models.SlugField(_("stable key"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=300)

    class Meta:
        verbose_name = _("electronic form")
        verbose_name_plural = _("electronic forms")
        ordering = ["key"]

    def __str__(self):
        return self.name


class EFormVersion(models.Model):
    """One state of a form. Locked when a revision that uses it is published, frozen from then.

    `edits` counts the changes of a draft, so that a page somebody opened earlier is recognised.
    """

    form = models.ForeignKey(
        EForm, on_delete=models.CASCADE, related_name="versions", verbose_name=_("electronic form")
    )
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("definition"))
    digest = models.CharField(max_length=64, editable=False)
    edits = models.PositiveIntegerField(default=1, editable=False)
    locked = models.BooleanField(_("in use"), default=False, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("version of an electronic form")
        verbose_name_plural = _("versions of electronic forms")
        ordering = ["form", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="form_version_number_once"),
        ]

    def __str__(self):
        return f"{self.form.key}/{self.number}"

    def save(self, *args, **kwargs):
        stored = EFormVersion.objects.filter(pk=self.pk).first() if self.pk else None
        if stored is not None and stored.locked and stored.content != self.content:
            raise Frozen(str(self))
        self.digest = sha256_hex(canonical_json(self.content))
        self._parsed = None
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        if self.locked:
            raise Frozen(str(self))
        return super().delete(*args, **kwargs)

    @property
    def definition(self) -> Definition:
        """The form as typed values; parsed once for each instance and each save."""
        if getattr(self, "_parsed", None) is None:
            self._parsed = Definition.from_json(self.content)
        return self._parsed
