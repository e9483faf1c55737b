from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.kernel.text import nfc
from portal.texts.digests import pair_digest, text_digest
from portal.texts.workflow import LABELS, State

ENGLISH = "en"


class Translation(models.Model):
    """One passage of a thing in another language, with the text it was made from.

    The thing is named by kind and key (`procedure`, `1.001193`) and the passage by a path that
    lasts (`papers.giay-de-nghi.name`), so that a new revision of the thing keeps its translations
    and shows by the digest which have fallen behind. Of one passage there may be a reviewed
    translation, which readers see, and a draft that is to follow it.
    """

    subject_kind = models.CharField(_("kind of thing"), max_length=40)
    subject_key = models.CharField(_("thing"), max_length=120)
    path = models.CharField(_("passage"), max_length=200)
    language = models.CharField(_("language"), max_length=8, default=ENGLISH)
    source = models.TextField(_("Vietnamese text that was translated"))
    source_digest = models.CharField(max_length=64, editable=False)
    text = models.TextField(_("translation"))
    state = models.CharField(
        _("state"),
        max_length=8,
        choices=[(state.value, label) for state, label in LABELS.items()],
        default=State.DRAFT.value,
        editable=False,
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("written by"),
    )
    written_at = models.DateTimeField(_("written at"))
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("reviewed by"),
    )
    reviewed_on = models.DateField(_("reviewed on"), null=True, editable=False)

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["subject_kind", "subject_key", "path", "language", "state"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_key", "path", "language", "state"],
                name="one_translation_a_passage_and_state",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT.value, reviewed_on=None, reviewed_by=None)
                | Q(state=State.REVIEWED.value, reviewed_on__isnull=False),
                name="reviewed_translation_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None)
                | Q(written_by=None)
                | ~Q(reviewed_by=F("written_by")),
                name="second_person_reviews",
            ),
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(source=""), name="translation_has_words"
            ),
        ]

    def __str__(self):
        return f"{self.subject_key} {self.path} ({self.language})"

    def save(self, *args, **kwargs):
        self.source, self.text = nfc(self.source), nfc(self.text)
        self.source_digest = text_digest(self.source)
        super().save(*args, **kwargs)

    @property
    def digest(self) -> str:
        """What a reviewer who read this row answers for."""
        return pair_digest(self.source, self.text)
