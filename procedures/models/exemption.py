from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from procedures.models.choices import Group
from procedures.models.guard import Part
from procedures.models.wording import localised


class Relief(models.Model):
    """Who pays less or nothing in a window of days, both ends included.

    Either `share`, the hundredths of the charge that are spared (100: nothing is paid), or
    `amount`, what is paid instead, in the currency of the charge.
    """

    group = models.CharField(_("group"), max_length=10, choices=Group.choices)
    who = models.TextField(_("who, in the words of the text"))
    who_en = models.TextField(_("who (English)"), blank=True)
    share = models.PositiveSmallIntegerField(
        _("share spared, in per cent"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    amount = models.DecimalField(
        _("amount paid instead"), max_digits=14, decimal_places=0, null=True, blank=True
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    proof = models.TextField(_("paper that proves it"), blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(share__isnull=False, share__range=(1, 100), amount=None)
                | Q(share=None, amount__isnull=False, amount__gte=0),
                name="%(class)s_is_a_share_or_an_amount",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="%(class)s_window_is_in_order",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self) -> str:
        return localised(self.who, self.who_en)

    def holds_on(self, day) -> bool:
        """Whether the group is spared on the local date `day`."""
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_to is None or day <= self.valid_to)


class Exemption(Relief, Part):
    """A group that one fee of a revision spares."""

    fee = models.ForeignKey(
        "procedures.Fee",
        on_delete=models.CASCADE,
        related_name="exemptions",
        verbose_name=_("fee"),
    )
    history = HistoricalRecords()

    class Meta(Relief.Meta):
        verbose_name = _("exemption")
        verbose_name_plural = _("exemptions")

    def owner(self):
        return self.fee.owner()
