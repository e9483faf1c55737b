from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from procedures.models.choices import ChargeKind, Currency, FeeKind
from procedures.models.guard import Part
from procedures.models.wording import say

AMOUNT_KINDS = [FeeKind.FIXED, FeeKind.PER_UNIT]


class Fee(Part):
    """A charge on one channel in a window of days, both ends included. Amounts are in đồng
    unless the currency says otherwise."""

    channel = models.ForeignKey(
        "procedures.Channel",
        on_delete=models.CASCADE,
        related_name="fees",
        verbose_name=_("channel"),
    )
    key = models.SlugField(_("stable key"), max_length=60)
    name = models.TextField(_("name"))
    kind = models.CharField(_("kind"), max_length=16, choices=FeeKind.choices)
    charge = models.CharField(
        _("fee or levy"), max_length=4, choices=ChargeKind.choices, blank=True
    )
    code = models.CharField(_("code in the national database"), max_length=40, blank=True)
    amount = models.DecimalField(
        _("amount"), max_digits=14, decimal_places=0, null=True, blank=True
    )
    currency = models.CharField(
        _("currency"), max_length=3, choices=Currency.choices, default=Currency.VND
    )
    per = models.CharField(_("for each"), max_length=80, blank=True)
    quantity_from = models.CharField(
        _("answer that gives the number"),
        max_length=120,
        blank=True,
        help_text=_(
            "Key of the field, with a dot between a table and its column; the rows of a table are "
            "added up. Empty: the desk enters the number."
        ),
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    exemption = models.TextField(_("who pays less or nothing"), blank=True)
    note = models.TextField(_("note"), blank=True)
    legal_basis = models.CharField(_("legal basis"), max_length=60, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("fee")
        verbose_name_plural = _("fees")
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=AMOUNT_KINDS, amount__isnull=False, amount__gt=0)
                | ~Q(kind__in=AMOUNT_KINDS) & Q(amount=None),
                name="fee_amount_where_there_is_one",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="fee_window_is_in_order",
            ),
        ]

    def __str__(self):
        return self.title

    def owner(self):
        return self.channel.revision

    @property
    def title(self) -> str:
        return say(self, "name").text

    def holds_on(self, day) -> bool:
        """Whether the charge is in force on the local date `day`."""
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_to is None or day <= self.valid_to)
