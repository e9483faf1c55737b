"""What sending costs and who carries: services of desks, tariffs, waybill numbers, provinces."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from portal.agencies.models.periods import Period, ends_after_it_begins
from portal.agencies.places import address_line
from portal.integrations.post.carriers import CARRIERS, CHOICES
from procedures.models.guard import (
    Guarded,
    Publication,
    has_its_moment,
    second_person_publishes,
)
from procedures.workflow import LABELS, State

STATES = (State.DRAFT, State.PUBLISHED, State.WITHDRAWN)


def _carrier() -> models.CharField:
    return models.CharField(_("carrier"), max_length=20, choices=CHOICES)


class PostService(Period):
    """Which carrier works for a desk and those below it, and where it comes to.

    The address is where the carrier collects from and delivers to.
    """

    agency = models.ForeignKey(
        "agencies.Agency", models.PROTECT, related_name="+", verbose_name=_("agency")
    )
    carrier = _carrier()
    collects = models.BooleanField(_("collects papers at people’s homes"), default=True)
    delivers = models.BooleanField(_("brings results to people’s homes"), default=True)
    name = models.CharField(_("name on the envelope"), max_length=200)
    phone = models.CharField(_("phone"), max_length=40)
    province_code = models.CharField(_("code of the province"), max_length=10)
    commune_code = models.CharField(_("code of the commune"), max_length=10)
    detail = models.CharField(_("house number, street"), max_length=300)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("postal service of a desk")
        verbose_name_plural = _("postal services of desks")
        ordering = ["agency_id", "-since"]
        constraints = [ends_after_it_begins("post_service_period")]

    def __str__(self):
        return f"{self.agency} – {self.get_carrier_display()}"

    @property
    def address(self) -> str:
        return address_line(self.province_code, self.commune_code, self.detail)

    @property
    def is_numbered(self) -> bool:
        """Whether every order takes a waybill number out of our stock."""
        return CARRIERS[self.carrier].numbered


class Zone(models.TextChoices):
    COMMUNE = "COMMUNE", _("inside the commune")
    PROVINCE = "PROVINCE", _("inside the province")
    ELSEWHERE = "ELSEWHERE", _("to another province")


class PostTariff(Publication):
    """What a carrier charges from a day on; drafted by one person, published by another."""

    carrier = _carrier()
    symbol = models.CharField(_("symbol"), max_length=60)
    title = models.CharField(pgettext_lazy("of a legal text", "title"), max_length=300, blank=True)
    in_force_from = models.DateField(_("in force from"))
    in_force_until = models.DateField(_("in force until"), null=True, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=[(state.value, LABELS[state]) for state in STATES],
        default=State.DRAFT.value,
        editable=False,
    )
    history = HistoricalRecords()

    movable = Publication.movable | {"in_force_until", "published_at", "published_by"}

    class Meta:
        verbose_name = _("postal tariff")
        verbose_name_plural = _("postal tariffs")
        ordering = ["-in_force_from", "-id"]
        indexes = [models.Index(fields=["carrier", "in_force_from"], name="post_tariff_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_until=None) | Q(in_force_until__gte=F("in_force_from")),
                name="post_tariff_window_is_in_order",
            ),
            has_its_moment("published_post_tariff_has_its_moment"),
            second_person_publishes("second_person_publishes_post_tariff"),
        ]

    def __str__(self):
        return f"{self.get_carrier_display()} – {self.symbol}"


class PostTariffLine(Guarded):
    """The price of one class: how far, and up to which weight. Whole đồng."""

    tariff = models.ForeignKey(PostTariff, models.CASCADE, related_name="lines")
    zone = models.CharField(_("how far"), max_length=10, choices=Zone.choices)
    up_to_grams = models.PositiveIntegerField(_("up to, in grams"))
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=0)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("line of a postal tariff")
        verbose_name_plural = _("lines of a postal tariff")
        ordering = ["tariff_id", "zone", "up_to_grams"]
        constraints = [
            models.UniqueConstraint(
                fields=["tariff", "zone", "up_to_grams"], name="post_tariff_line_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0), name="post_tariff_amount_is_not_negative"
            ),
        ]

    def __str__(self):
        return f"{self.zone} ≤ {self.up_to_grams} g"

    def owner(self) -> PostTariff:
        return self.tariff


class PostProvince(Period):
    """What a carrier calls a province: its codes are not the administrative ones."""

    carrier = _carrier()
    province_code = models.CharField(_("code of the province"), max_length=10)
    post_code = models.CharField(_("the carrier’s code"), max_length=20)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("province as the carrier knows it")
        verbose_name_plural = _("provinces as carriers know them")
        ordering = ["carrier", "province_code", "-since"]
        constraints = [
            ends_after_it_begins("post_province_period"),
            models.UniqueConstraint(
                fields=["carrier", "province_code", "since"], name="post_province_once"
            ),
        ]

    def __str__(self):
        return f"{self.carrier} {self.province_code} → {self.post_code}"


class WaybillStock(models.Model):
    """How many waybill numbers of a carrier are left. Its lock is the gate to the numbers."""

    carrier = models.CharField(max_length=20, primary_key=True)
    left = models.PositiveIntegerField(default=0)
    warned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("stock of waybill numbers")
        verbose_name_plural = _("stocks of waybill numbers")
        constraints = [
            models.CheckConstraint(condition=Q(left__gte=0), name="waybill_stock_is_not_negative")
        ]

    def __str__(self):
        return f"{self.carrier}: {self.left}"


class Waybill(models.Model):
    """A number the carrier gave us beforehand; each goes onto one envelope."""

    carrier = models.CharField(max_length=20)
    number = models.CharField(max_length=40)
    shipment = models.OneToOneField(
        "dossiers.Shipment", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("waybill number")
        verbose_name_plural = _("waybill numbers")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["carrier", "number"], name="waybill_once")]
        indexes = [
            models.Index(fields=["carrier", "id"], condition=Q(shipment=None), name="waybill_free")
        ]

    def __str__(self):
        return self.number
