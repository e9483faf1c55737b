"""Who carries for a desk, what it costs, and what the carrier calls a province."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Invalid
from dossiers.models import PostProvince, PostService, PostTariff, PostTariffLine, WaybillStock
from dossiers.models.postage import Zone
from dossiers.models.shipment import Direction
from dossiers.rules.postage import LOW_STOCK, grams_of
from portal.agencies.models import Agency
from portal.integrations.post.carriers import CARRIERS
from portal.integrations.selectors import is_on, settings_of
from procedures.workflow import State

NOT_SERVED = _("The post does not serve this desk now.")
NO_CODE = _("The post cannot take anything to or from this province yet.")
TOO_HEAVY = _("The carrier has no price for an envelope of this weight.")
USUAL_SHEETS = 10
"""What the price is told for before anybody knows the sheets."""


class NoProvince(LookupError):
    """The carrier's code of a province is not known; nobody guesses it."""


@dataclass(frozen=True)
class Quote:
    """What a parcel costs on a day, and the line of the tariff that says so."""

    line: PostTariffLine
    zone: Zone

    @property
    def amount(self) -> Decimal:
        return self.line.amount


@dataclass(frozen=True)
class Price:
    """One way far, for people who choose: from how much."""

    zone: Zone
    amount: Decimal


def service_for(desk: Agency, direction: str, on: date) -> PostService | None:
    """The carrier that works for this desk on that day in this direction; the nearest one up the
    tree of agencies counts. None when there is none.
    """
    does = {"delivers": True} if direction == Direction.OUT else {"collects": True}
    line = [agency.pk for agency in desk.line()]
    found = PostService.objects.in_force(on).filter(agency__in=line, **does)
    nearest = {row.agency_id: row for row in found.order_by("since", "id")}
    return next((nearest[pk] for pk in reversed(line) if pk in nearest), None)


def offered(desk: Agency, direction: str, on: date) -> PostService | None:
    """The service a person may choose: it exists, its carrier has an address here, and a tariff of
    the day says what it costs. A carrier that does not answer just now stays on offer.
    """
    return offered_ways(desk, [direction], on).get(direction)


def offered_ways(desk: Agency, directions: Iterable[str], on: date) -> dict[str, PostService]:
    """What is offered in each of the directions; a carrier that serves both is looked at once."""
    if not any(settings_of(name).get("url") for name in CARRIERS):
        return {}
    services = {each: service_for(desk, each, on) for each in directions}
    carriers = {service.carrier for service in services.values() if service is not None}
    ready = {name for name in carriers if is_on(name) and tariff_on(name, on) is not None}
    return {
        each: service
        for each, service in services.items()
        if service is not None and service.carrier in ready
    }


def tariff_on(carrier: str, on: date) -> PostTariff | None:
    """The published tariff in force on that day; the one that came into force last."""
    rows = PostTariff.objects.filter(
        carrier=carrier, state=State.PUBLISHED, in_force_from__lte=on
    ).exclude(in_force_until__lt=on)
    return rows.order_by("-in_force_from", "-id").first()


def quote(service: PostService, province: str, commune: str, grams: int, on: date) -> Quote | None:
    """The price to or from an address; None when no line of the tariff takes the weight."""
    tariff = tariff_on(service.carrier, on)
    if tariff is None:
        return None
    zone = zone_of(service, province, commune)
    line = tariff.lines.filter(zone=zone, up_to_grams__gte=grams).order_by("up_to_grams").first()
    return Quote(line, zone) if line else None


def zone_of(service: PostService, province: str, commune: str) -> Zone:
    if province != service.province_code:
        return Zone.ELSEWHERE
    return Zone.COMMUNE if commune == service.commune_code else Zone.PROVINCE


def prices(service: PostService, grams: int, on: date) -> list[Price]:
    """What an envelope of that weight costs in each zone."""
    tariff = tariff_on(service.carrier, on)
    if tariff is None:
        return []
    fitting: dict[str, PostTariffLine] = {}
    for line in tariff.lines.filter(up_to_grams__gte=grams).order_by("-up_to_grams"):
        fitting[line.zone] = line
    return [Price(zone, fitting[zone].amount) for zone in Zone if zone in fitting]


def post_province(carrier: str, province: str, on: date) -> str:
    """What the carrier calls the province on that day. Raises `NoProvince`."""
    rows = PostProvince.objects.in_force(on).filter(carrier=carrier, province_code=province)
    found = rows.order_by(F("since").desc()).first()
    if found is None:
        raise NoProvince(province)
    return found.post_code


@dataclass(frozen=True)
class Address:
    """The person's end of the way. Place codes are those of `portal.agencies.places`."""

    person: str
    phone: str
    province: str
    commune: str
    detail: str
    email: str = ""
    note: str = ""

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def price_for(desk, direction: str, address: Address, on: date) -> tuple[PostService, Quote]:
    """Who carries, and for how much. Raises `Invalid` with words for the field."""
    service = offered(desk, direction, on)
    if service is None:
        raise Invalid({"post": NOT_SERVED})
    try:
        post_province(service.carrier, address.province, on)
    except NoProvince:
        raise Invalid({"province": NO_CODE}) from None
    price = quote(service, address.province, address.commune, grams_of(USUAL_SHEETS), on)
    if price is None:
        raise Invalid({"post": TOO_HEAVY})
    return service, price


@dataclass(frozen=True)
class Stock:
    """How many waybill numbers of a carrier are left."""

    carrier: str
    left: int

    @property
    def label(self) -> str:
        return CARRIERS[self.carrier].label

    @property
    def is_low(self) -> bool:
        return self.left < LOW_STOCK


def stocks() -> list[Stock]:
    """Of every carrier that gives numbers beforehand; a kept number, nothing is counted."""
    left = dict(WaybillStock.objects.values_list("carrier", "left"))
    return [Stock(each.name, left.get(each.name, 0)) for each in CARRIERS.values() if each.numbered]
