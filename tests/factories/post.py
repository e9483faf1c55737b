"""A carrier that serves the commune: service, tariff, provinces, waybill numbers."""

from decimal import Decimal

from django.utils import timezone

from dossiers.models import PostProvince, PostService, PostTariff, PostTariffLine
from dossiers.models.shipment import Direction
from dossiers.selectors.postage import Address
from dossiers.services.shipments.request import request_shipment
from dossiers.services.shipments.waybills import add_waybills
from portal.agencies.models import AdministrativeUnit
from portal.audit.actors import SYSTEM
from procedures.workflow import State
from tests.factories.agencies import LONG_AGO

HOME = Address(
    person="Nguyễn Thị Mận",
    phone="+84912345678",
    province="99",
    commune="99022",
    detail="Số 12, ngõ 3, đường Bến Mây",
)
AMOUNTS = {"COMMUNE": 15_000, "PROVINCE": 25_000, "ELSEWHERE": 35_000}


def post_service(place, carrier: str = "vnpost", numbers: int = 100) -> PostService:
    """The desk of `place` is served by `carrier`, with so many waybill numbers in stock."""
    service = PostService.objects.create(
        agency=place.desk,
        carrier=carrier,
        since=LONG_AGO,
        name=place.desk.name,
        phone="0290 123 4567",
        province_code="99",
        commune_code="99022",
        detail="Số 1, quảng trường Trung tâm",
    )
    for province, code in (("99", "98"), ("01", "10")):
        PostProvince.objects.get_or_create(
            carrier=carrier, province_code=province, since=LONG_AGO, defaults={"post_code": code}
        )
    tariff(carrier)
    if numbers and service.is_numbered:
        written = [f"MH{carrier.upper()}{n:06}VN" for n in range(numbers)]
        add_waybills(carrier=carrier, numbers=written, by=SYSTEM)
    return service


def places() -> None:
    """Two provinces with a commune each, to choose an address from."""
    for code, name, kind, parent in (
        ("99", "Tỉnh Minh Hà", "PROVINCE", None),
        ("99022", "Phường Bến Mây", "WARD", "99"),
        ("22", "Tỉnh Quảng Ninh", "PROVINCE", None),
        ("07081", "Phường Hạ Long", "WARD", "22"),
    ):
        above = AdministrativeUnit.objects.filter(code=parent).first() if parent else None
        unit = AdministrativeUnit(code=code, name=name, kind=kind, parent=above, since=LONG_AGO)
        unit.keyed().save()


def tariff(carrier: str, since=LONG_AGO, **amounts: int) -> PostTariff:
    made = PostTariff.objects.create(carrier=carrier, symbol="Biểu giá thử", in_force_from=since)
    for zone, amount in {**AMOUNTS, **amounts}.items():
        PostTariffLine.objects.create(
            tariff=made, zone=zone, up_to_grams=250, amount=Decimal(amount)
        )
        PostTariffLine.objects.create(
            tariff=made, zone=zone, up_to_grams=500, amount=Decimal(amount + 5_000)
        )
    made.state, made.published_at = State.PUBLISHED, timezone.now()
    made.save()
    return made


def asked(dossier, direction: str = Direction.OUT, address: Address = HOME):
    """The owner asks for the post on a dossier that was filed."""
    return request_shipment(dossier=dossier, by=dossier.owner, direction=direction, address=address)
