from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from procedures.models.choices import ChannelKind, CollectWhen


class Offering(models.Model):
    """An agency that takes dossiers of a procedure: through which channels, at which desk, and
    which division works on them. Independent of revisions."""

    procedure = models.ForeignKey(
        "procedures.Procedure",
        on_delete=models.CASCADE,
        related_name="offerings",
        verbose_name=_("procedure"),
    )
    agency = models.ForeignKey(
        "agencies.Agency",
        on_delete=models.PROTECT,
        related_name="offerings",
        verbose_name=_("agency"),
    )
    desk = models.ForeignKey(
        "agencies.Agency",
        on_delete=models.PROTECT,
        related_name="desk_offerings",
        verbose_name=_("desk"),
    )
    division = models.ForeignKey(
        "agencies.Agency",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="division_offerings",
        verbose_name=_("division that works on it"),
    )
    channels = ArrayField(
        models.CharField(max_length=8, choices=ChannelKind.choices), verbose_name=_("channels")
    )
    collect = models.CharField(
        _("fees are asked for"),
        max_length=10,
        choices=CollectWhen.choices,
        default=CollectWhen.FILING,
        help_text=_("Nobody is turned away for not having paid yet: what is open stays visible."),
    )
    anywhere = models.BooleanField(
        _("every desk of the province may receive it"),
        default=False,
        help_text=_("The clock starts once the agency in charge has received it from that desk."),
    )
    note = models.TextField(
        _("what to know at this desk"),
        blank=True,
        help_text=_("Hours, room, what to bring; shown beside the address."),
    )
    since = models.DateField(_("offered from"))
    until = models.DateField(_("offered until"), null=True, blank=True)

    class Meta:
        verbose_name = _("offering")
        verbose_name_plural = _("offerings")
        ordering = ["agency_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "agency"],
                condition=Q(until=None),
                name="one_open_offering_an_agency",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="offering_window_is_in_order",
            ),
        ]

    def __str__(self):
        return f"{self.procedure.code} – {self.agency}"
