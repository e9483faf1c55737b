"""Every partner that dossiers need, failing in every way: people read what follows, officials see
why, and once the partner is back the thing arrives there, once.

Carriers of messages and the provider of identity have tables of their own (`tests/messaging`,
`tests/accounts`).
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from dossiers.models import Shipment
from dossiers.models.shipment import Direction
from dossiers.services.money.online import start_online
from dossiers.services.shipments.jobs import remind
from dossiers.workflow.shipment import ShipmentState
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.integrations import connectors
from portal.integrations.models import OutboxMessage
from portal.integrations.registry import label_of
from portal.integrations.selectors import when_down
from portal.integrations.services import deliver, try_now
from portal.integrations.troubles import Trouble
from tests.client import PageClient
from tests.dossiers.money.conftest import priced
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import commune
from tests.factories.dossiers import submitted
from tests.factories.post import asked, post_service

pytestmark = pytest.mark.django_db
STATUS = "/tinh-trang/"
REPORT = "dossiers.report_national"


@dataclass(frozen=True)
class Deal:
    """Something a partner has to do for a dossier.

    `begin` brings it about and gives the page on which the person waits; `part` is the address that
    does it, `key_of` finds in a request what the partner knows it by.
    """

    partner: str
    connector: str
    handler: str
    part: str
    begin: Callable
    key_of: Callable[[dict], str]


def pay(dossier) -> str:
    demand = dossier.demands.get()
    attempt = start_online(dossier=dossier, by=dossier.owner, demand_id=demand.pk)
    return reverse("dossiers:pay_try", args=[dossier.public_id, attempt.public_id])


def fetch_papers(dossier) -> str:
    asked(dossier, Direction.IN)
    return dossier.get_absolute_url()


def tell_the_centre(dossier) -> str:
    return STATUS


def tell_the_centre_that_makes_codes(dossier) -> str:
    """The code comes by a message of its own, before the dossier goes out under it."""
    assert deliver(OutboxMessage.objects.get(handler=REPORT).pk) == OutboxMessage.State.SENT
    return STATUS


def by_post(carrier: str, part: str, key_of) -> Deal:
    return Deal("post", carrier, "dossiers.post_order", part, fetch_papers, key_of)


def to_the_centre(part: str, key_of, begin=tell_the_centre) -> Deal:
    return Deal("national", "national", REPORT, part, begin, key_of)


DEALS = {
    "payments": Deal(
        "payments", "payments", "dossiers.pay_init", "/init", pay, lambda told: told["MaThamChieu"]
    ),
    "vnpost": by_post("vnpost", "vnpost/orders", lambda told: told["orderNumber"]),
    "ghn": by_post("ghn", "shipping-order/create", lambda told: told["client_order_code"]),
    "ghtk": by_post("ghtk", "shipment/order", lambda told: told["order"]["id"]),
    "national 1": to_the_centre(
        "mapi/g", lambda told: told["data"][0]["MaHoSo"] if "data" in told else told["mahoso"]
    ),
    "national 2": to_the_centre(
        "CreateDossier", lambda told: told["MaHoSo"], tell_the_centre_that_makes_codes
    ),
}
FAULTS = {
    "slow": ({"mode": "slow", "delay": 1.0}, Trouble.TIMEOUT),
    "failing": ({"mode": "failing", "status": 502}, Trouble.FAULT),
    "down": ({"mode": "down"}, Trouble.CUT_OFF),
}


def known_as(monkeypatch, name: str, **limits) -> None:
    entry = replace(connectors.find(name), **limits)
    monkeypatch.setitem(connectors._connectors, name, entry)


@pytest.fixture(params=DEALS)
def deal(request, sandbox, settings, monkeypatch) -> Deal:
    """A partner that rests after one failure."""
    cache.clear()
    found = DEALS[request.param]
    if found.partner == "national":
        generation = {"generation": request.param[-1]}
        told = {**settings.CONNECTORS["national"], **generation}
        settings.CONNECTORS = {**settings.CONNECTORS, "national": told}
    known_as(monkeypatch, found.connector, failures=1)
    return found


@pytest.fixture
def dossier(deal):
    place = commune()
    priced(place)
    if deal.partner == "post":
        post_service(place, deal.connector)
    return submitted(citizen(), place)


@pytest.fixture
def owner(dossier) -> PageClient:
    return come_in(PageClient(), dossier.owner)


@pytest.fixture
def chief(dossier):
    return official(dossier.receiving_agency, Role.ADMIN)


@pytest.fixture
def admin(chief) -> PageClient:
    return come_in(PageClient(), chief)


def read(page: PageClient, address: str) -> str:
    main = page.get(address).tree.find(".//main")
    return " ".join("".join(main.itertext()).split())


def requests(sandbox, deal: Deal) -> list[dict]:
    """What the partner was asked to do, whatever became of it."""
    lines = [line for line in sandbox.traffic(deal.partner) if deal.part in line["path"]]
    return [json.loads(line["request"]) for line in lines]


def until_the_partner_is_through(sandbox, deal: Deal) -> None:
    """One that is slow does what it was asked after we had hung up."""
    for _look in range(100):
        if requests(sandbox, deal):
            return
        time.sleep(0.05)
    raise AssertionError("the partner was not asked")


@pytest.mark.parametrize("fault", FAULTS)
def test_it_waits_is_explained_and_arrives_once(
    deal, dossier, owner, admin, chief, sandbox, monkeypatch, fault
):
    mode, why = FAULTS[fault]
    waits_at = deal.begin(dossier)
    message = OutboxMessage.objects.get(handler=deal.handler, state=OutboxMessage.State.PENDING)
    assert message.connector == deal.connector
    sandbox.fault(deal.partner, part=deal.part, **mode)
    with monkeypatch.context() as impatient:
        if fault == "slow":
            known_as(impatient, deal.connector, seconds=0.5)
        assert deliver(message.pk) == OutboxMessage.State.PENDING

    follows = when_down(deal.connector)
    assert follows and follows in read(owner, waits_at)
    assert follows in read(owner, STATUS)
    health = read(admin, reverse("connectors_desk:one", args=[deal.connector]))
    assert all(words in health for words in (label_of(deal.handler), str(why.label), follows))

    until_the_partner_is_through(sandbox, deal)
    sandbox.fault(deal.partner)
    try_now(name=deal.connector, by=Actor.official(chief))
    assert deliver(message.pk) == OutboxMessage.State.SENT
    assert deliver(message.pk) is None
    assert len({deal.key_of(told) for told in requests(sandbox, deal)}) == 1
    assert follows not in read(owner, waits_at)
    health = read(admin, reverse("connectors_desk:one", args=[deal.connector]))
    assert label_of(deal.handler) not in health


@pytest.mark.parametrize("deal", ["vnpost", "ghn", "ghtk"], indirect=True)
def test_a_courier_who_says_yes_and_never_comes_is_noticed(deal, dossier, sandbox):
    fetch_papers(dossier)
    sandbox.fault("post", "lying")
    assert deliver(OutboxMessage.objects.get(handler=deal.handler).pk) == "SENT"
    assert Shipment.objects.get().state == ShipmentState.ACCEPTED
    assert remind() == 0
    assert remind(timezone.now() + timedelta(days=30)) == 1
