"""The carriers as they answer: orders placed once, reports asked for and pushed, failures."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest
from django.db import connection, transaction
from django.utils import timezone

from dossiers.models import PostCall, PostCursor, Shipment, Waybill, WaybillStock
from dossiers.models.shipment import Direction, Problem
from dossiers.services.shipments.order import ORDER, place_order
from dossiers.services.shipments.track import poll
from dossiers.services.shipments.waybills import NoneLeft, take_waybill
from dossiers.workflow.shipment import ShipmentState
from portal.integrations.errors import Retry
from portal.integrations.models import Exchange, OutboxMessage
from portal.integrations.post.carriers import carrier
from portal.integrations.services import deliver
from tests.factories.accounts import citizen
from tests.factories.agencies import commune
from tests.factories.dossiers import submitted
from tests.factories.post import asked, post_service

PARCELS = "post/kien/"


@pytest.fixture
def papers(db, sandbox):
    """Originals that VNPost fetches."""
    place = commune()
    post_service(place)
    return asked(submitted(citizen(), place), Direction.IN)


def pushed(client, parcel, name="ghn", secret="secret", **told):
    body = {
        "Type": "switch_status",
        "ClientOrderCode": parcel.order_key,
        "OrderCode": "GHN00000001",
        "Status": "picked",
        "Time": "2026-11-23T09:30:00+07:00",
        **told,
    }
    return client.post(
        f"/api/v1/partners/post/{name}",
        data=json.dumps(body),
        content_type="application/json",
        headers={"Token": secret},
    )


@pytest.fixture
def courier(db, settings):
    """Originals that a courier fetches who calls us."""
    settings.CONNECTORS = {"ghn": {"url": "http://127.0.0.1:1", "secret": "secret"}}
    place = commune()
    post_service(place, "ghn")
    return asked(submitted(citizen(), place), Direction.IN)


def test_an_order_goes_out_once_whatever_happens_and_is_followed(papers, sandbox):
    message = OutboxMessage.objects.get(handler=ORDER)

    assert deliver(message.pk) == OutboxMessage.State.SENT
    papers.refresh_from_db()
    assert (papers.state, papers.ordered_at is None) == (ShipmentState.ACCEPTED, False)

    # The answer was lost and the message is tried again: "101" is success.
    Shipment.objects.update(ordered_at=None)
    place_order(Shipment.objects.select_related("service").get(pk=papers.pk))
    kept = [line for line in sandbox.traffic("post") if line["operation"] == "order"]
    statuses = [json.loads(line["answer"])["Status"] for line in kept]
    # A token that the carrier has forgotten is had anew on the way.
    assert [status for status in statuses if status != "401"] == ["100", "101"]

    for scan in ("COLLECTED", "twice", "jumbled"):
        sandbox_page(sandbox, papers, scan)
    poll(carrier("vnpost"))
    papers.refresh_from_db()
    assert papers.state == ShipmentState.DELIVERED
    cursor = PostCursor.objects.get(pk="vnpost").cursor
    assert len(cursor) == 24
    assert poll(carrier("vnpost")) == 0, "what was read is not asked for again"


def sandbox_page(sandbox, parcel, action):
    with httpx.Client(trust_env=False, follow_redirects=False) as client:
        page = client.get(f"{sandbox.url}/{PARCELS}")
        token = page.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
        told = {"parcel": f"{parcel.carrier}/{parcel.order_key}", "action": action}
        answer = client.post(
            f"{sandbox.url}/{PARCELS}", data={**told, "csrfmiddlewaretoken": token}
        )
        assert answer.status_code == 302


def test_a_carrier_that_is_down_is_tried_again_and_loses_nothing(papers, sandbox):
    sandbox.fault("post", mode="down")

    message = OutboxMessage.objects.get(handler=ORDER)
    assert deliver(message.pk) == OutboxMessage.State.PENDING
    with pytest.raises(Retry):
        poll(carrier("vnpost"))

    sandbox.fault("post", mode="ok")
    OutboxMessage.objects.update(next_try_at=message.created_at - timedelta(minutes=1))
    assert deliver(message.pk) == OutboxMessage.State.SENT


def test_an_order_that_is_refused_waits_for_an_official(papers, sandbox):
    Shipment.objects.update(order_key="")
    message = OutboxMessage.objects.get(handler=ORDER)

    deliver(message.pk)

    papers.refresh_from_db()
    assert (papers.problem, papers.state) == (Problem.REFUSED, ShipmentState.REQUESTED)


def test_a_push_is_believed_with_the_secret_only_and_counts_once(client, courier):
    assert pushed(client, courier, secret="wrong").status_code == 401
    courier.refresh_from_db()
    assert courier.state == ShipmentState.REQUESTED

    assert [pushed(client, courier).status_code for _time in range(3)] == [200] * 3
    courier.refresh_from_db()
    assert (courier.state, courier.waybill) == (ShipmentState.COLLECTED, "GHN00000001")
    assert PostCall.objects.get().matched
    assert Exchange.objects.filter(direction=Exchange.Direction.IN).count() == 4


def test_pushes_that_cannot_be_read_or_are_not_ours(client, courier):
    assert pushed(client, courier, Time="soon").status_code == 400
    assert pushed(client, courier, ClientOrderCode="SOMEBODY-ELSE").status_code == 200
    assert not PostCall.objects.get().matched
    form = {"Status": "picked"}  # a form of files in place of a message
    answer = client.post("/api/v1/partners/post/ghn", form, headers={"Token": "secret"})
    assert answer.status_code == 400
    assert pushed(client, courier, Warehouse="\ud83d\0", Reason=["\udc00"]).status_code == 200
    assert pushed(client, courier, ClientOrderCode="\ud83d").status_code == 200
    assert pushed(client, courier, name="vnpost").status_code == 404
    assert pushed(client, courier, name="nobody").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_last_number_is_given_once(settings):
    """Four orders at once, two numbers left."""
    settings.CONNECTORS = {"vnpost": {"url": "http://127.0.0.1:1"}}
    place = commune()
    post_service(place, numbers=0)
    parcels = [asked(submitted(citizen(), place), Direction.IN) for _each in range(4)]
    assert {parcel.problem for parcel in parcels} == {Problem.NO_WAYBILL}
    WaybillStock.objects.create(carrier="vnpost", left=2)
    for number in ("ONE", "TWO"):
        Waybill.objects.create(carrier="vnpost", number=number)

    def take(parcel):
        try:
            with transaction.atomic():
                return take_waybill(parcel, timezone.now())
        except NoneLeft:
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        taken = sorted(pool.map(take, parcels))

    assert taken == ["", "", "ONE", "TWO"]
    assert WaybillStock.objects.get(pk="vnpost").left == 0
