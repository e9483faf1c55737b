from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.messaging.models.notice import Notice
from portal.messaging.workflow import Climb, Rung


class Ladder(models.Model):
    """How far a binding notice has climbed. What was tried, and when, are events of the notice.

    `rung` is the last one taken, empty before the first; at `next_at` the next one is due.
    `proven_at`, the first moment at which it is proven to have arrived, is derived from the events
    and compared with them by `verify`. `agency` is whose desk posts the letter.
    """

    notice = models.OneToOneField(
        Notice, on_delete=models.CASCADE, related_name="ladder", primary_key=True
    )
    agency = models.ForeignKey(
        "agencies.Agency",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agency"),
    )
    state = models.CharField(_("state"), max_length=9, choices=Climb, default=Climb.CLIMBING)
    rung = models.CharField(_("last way tried"), max_length=6, choices=Rung, blank=True)
    next_at = models.DateTimeField(_("climbs on at"), null=True, blank=True)
    banner_since = models.DateTimeField(null=True, blank=True, editable=False)
    waybill = models.CharField(_("waybill"), max_length=40, blank=True)
    proven_at = models.DateTimeField(_("proven at"), null=True, blank=True)

    class Meta:
        verbose_name = _("ladder of a notice")
        verbose_name_plural = _("ladders of notices")
        ordering = ["-notice"]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=Q(state="CLIMBING"),
                name="ladder_due",
            ),
            models.Index(
                fields=["agency", "notice"],
                condition=Q(state__in=("LETTER", "POSTED", "EXHAUSTED")),
                name="ladder_letters",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="PROVEN") | Q(proven_at__isnull=False),
                name="ladder_proven_has_its_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} {self.state}"
