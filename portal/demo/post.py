"""The post of the demo: three carriers side by side, their prices, numbers and province codes.

Prices are invented. The main ward works with VNPost, two others with the couriers.
"""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from dossiers.models import PostProvince, PostService, PostTariff, PostTariffLine, WaybillStock
from dossiers.models.postage import Zone
from dossiers.services.shipments.waybills import add_waybills
from portal.agencies.selectors import agency_by_code
from portal.audit.actors import SYSTEM
from portal.demo.accounts import WARD
from portal.demo.places import PROVINCE_CODE, commune_code
from procedures.workflow import State

SINCE = date(2026, 1, 1)
NUMBERS = 60
CLASSES = (100, 250, 500, 1000)
FIRST = {Zone.COMMUNE: 15_000, Zone.PROVINCE: 22_000, Zone.ELSEWHERE: 31_000}
STEP = 4_000
CARRIERS = {
    "vnpost": {PROVINCE_CODE: "98", "01": "10", "22": "20", "79": "70"},
    "ghn": {PROVINCE_CODE: "299", "01": "201", "79": "202"},
    "ghtk": {PROVINCE_CODE: "Minh Hà", "01": "Hà Nội"},
}
DESKS = {WARD: "vnpost", "H99.23": "ghn", "H99.24": "ghtk"}


@transaction.atomic
def load() -> None:
    """Create what is missing; what people entered stays."""
    for carrier, codes in CARRIERS.items():
        _tariff(carrier)
        for province, code in codes.items():
            PostProvince.objects.get_or_create(
                carrier=carrier, province_code=province, since=SINCE, defaults={"post_code": code}
            )
    for code, carrier in DESKS.items():
        _service(code, carrier)
    if not WaybillStock.objects.filter(carrier="vnpost").exists():
        numbers = [f"MH{number:09}VN" for number in range(1, NUMBERS + 1)]
        add_waybills(carrier="vnpost", numbers=numbers, by=SYSTEM)


def _tariff(carrier: str) -> None:
    if PostTariff.objects.filter(carrier=carrier).exists():
        return
    tariff = PostTariff.objects.create(
        carrier=carrier, symbol="Biểu giá minh họa 2026", in_force_from=SINCE
    )
    for zone, first in FIRST.items():
        for step, grams in enumerate(CLASSES):
            amount = Decimal(first + step * STEP)
            PostTariffLine.objects.create(
                tariff=tariff, zone=zone, up_to_grams=grams, amount=amount
            )
    tariff.state, tariff.published_at = State.PUBLISHED, timezone.now()
    tariff.save()


def _service(code: str, carrier: str) -> None:
    agency = agency_by_code(code, timezone.localdate())
    if agency is None or PostService.objects.filter(agency=agency).exists():
        return
    PostService.objects.create(
        agency=agency,
        carrier=carrier,
        since=SINCE,
        name=f"Bộ phận Một cửa {agency.name}"[:200],
        phone=agency.phone or "0290 123 4567",
        province_code=PROVINCE_CODE,
        commune_code=commune_code(code.rpartition(".")[2]),
        detail=agency.address.partition(",")[0] or "Trụ sở Ủy ban nhân dân",
    )
