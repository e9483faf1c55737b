from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.search.rules.words import Term


class Saying(models.Model):
    """What people say and what the law calls it, added by an editor; counts from its day on.

    While it holds it stands in for what `words.toml` says of the same words.
    """

    said = models.CharField(_("what people type"), max_length=120)
    folded = models.CharField(max_length=120, editable=False, db_index=True)
    official = models.CharField(_("what the law calls it"), max_length=200)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("saying")
        verbose_name_plural = _("sayings")
        ordering = ["folded", "-since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="saying_window_is_in_order"
            ),
            models.UniqueConstraint(
                fields=["said", "official", "since"], name="saying_once_from_a_day"
            ),
        ]

    def __str__(self):
        return f"{self.said} → {self.official}"

    @property
    def term(self) -> Term:
        return Term(self.said, self.official, self.since, self.until)
