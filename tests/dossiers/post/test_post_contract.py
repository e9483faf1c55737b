"""Each carrier's own words: what is sent, what comes back, what a push looks like."""

import json
from datetime import datetime
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.integrations.errors import Never
from portal.integrations.post import ghn, ghtk, vnpost
from portal.integrations.post.port import Order, Place, Push, Scan, Unreadable
from portal.integrations.post.values import VIETNAM

DESK = Place("Trung tâm Phục vụ hành chính công", "02901234567", "Số 1, Bến Mây", "98", "99022")
HOME = Place("Nguyễn Thị Mận", "+84912345678", "Số 12, Bến Mây", "98", "99022", "man@example.com")
ORDER = Order(
    key="H99.22-261121-0001",
    sender=DESK,
    receiver=HOME,
    contents="Trích lục khai sinh",
    grams=80,
    cod=Decimal(33_000),
    waybill="MH000001VN",
)


def test_an_order_has_the_names_of_vnpost():
    assert vnpost.order_fields(ORDER, "MINHHA") == {
        "customerCode": "MINHHA",
        "orderNumber": "H99.22-261121-0001",
        "senderName": DESK.name,
        "senderTel": DESK.phone,
        "senderAddress": DESK.line,
        "senderProvince": "98",
        "senderDistrict": "99022",
        "senderEmail": "",
        "senderDesc": "Trích lục khai sinh",
        "receiverName": HOME.name,
        "receiverTel": HOME.phone,
        "receiverAddress": HOME.line,
        "receiverProvince": "98",
        "receiverDistrict": "99022",
        "receiverEmail": HOME.email,
        "codAmount": 33_000,
        "description": "Trích lục khai sinh",
        "ItemCode": "MH000001VN",
        "FlagConfig": 1,
    }


@pytest.mark.parametrize(("status", "already"), [("100", False), ("101", True)])
def test_an_order_that_is_there_already_is_success(status, already):
    placed = vnpost.read_order({"Status": status, "ItemCode": "MH000001VN"})

    assert (placed.number, placed.already) == ("MH000001VN", already)


@pytest.mark.parametrize("status", ["99", "102", "", None])
def test_every_other_status_is_a_refusal(status):
    with pytest.raises(Never):
        vnpost.read_order({"Status": status})


def tracked(**told):
    item = {"Id": "1" * 24, "OrderNumber": ORDER.key, "StatusCode": "3"}
    return {**item, "StatusDate": "20261121093000", **told}


def test_tracking_is_read_to_the_end_of_the_page():
    batch = vnpost.read_tracking([tracked(), tracked(Id="2" * 24, StatusCode="77")], "0" * 24)

    assert [report.scan for report in batch.reports] == [Scan.DELIVERED, Scan.OTHER]
    assert batch.reports[0].at == datetime(2026, 11, 21, 9, 30, tzinfo=VIETNAM)
    assert (batch.cursor, batch.full) == ("2" * 24, False)


@pytest.mark.parametrize(
    "item", ["words", None, {}, tracked(StatusDate="soon"), tracked(OrderNumber="")]
)
def test_an_item_that_cannot_be_read_does_not_hold_up_the_rest(item):
    batch = vnpost.read_tracking([item, tracked(Id="3" * 24)], "0" * 24)

    assert [report.key for report in batch.reports] == [ORDER.key]
    assert batch.cursor == "3" * 24


def test_a_full_page_says_that_there_is_more():
    items = [tracked(Id=f"{number:024}") for number in range(vnpost.PAGE)]

    assert vnpost.read_tracking(items, vnpost.BEGINNING).full
    assert vnpost.BEGINNING == "0" * 24


def test_an_order_has_the_names_of_ghn():
    fields = ghn.order_fields(ORDER)

    assert fields["client_order_code"] == ORDER.key
    assert (fields["to_name"], fields["to_phone"]) == (HOME.name, HOME.phone)
    assert (fields["to_address"], fields["to_ward_code"]) == (HOME.line, "99022")
    assert (fields["cod_amount"], fields["weight"]) == (33_000, 80)
    assert {"length", "width", "height", "items", "required_note", "service_type_id"} <= set(fields)


GHN_STATUSES = {
    "ready_to_pick": Scan.ACCEPTED,
    "picking": Scan.COLLECTING,
    "picked": Scan.COLLECTED,
    "storing": Scan.IN_TRANSIT,
    "transporting": Scan.IN_TRANSIT,
    "sorting": Scan.IN_TRANSIT,
    "delivering": Scan.IN_TRANSIT,
    "delivered": Scan.DELIVERED,
    "delivery_fail": Scan.FAILED,
    "waiting_to_return": Scan.FAILED,
    "return": Scan.FAILED,
    "returned": Scan.RETURNED,
    "cancel": Scan.CANCELLED,
    "lost": Scan.LOST,
    "damage": Scan.LOST,
    "something_new": Scan.OTHER,
}


@pytest.mark.parametrize(("status", "scan"), GHN_STATUSES.items())
def test_a_push_of_ghn(status, scan):
    told = {
        "Type": "switch_status",
        "ClientOrderCode": ORDER.key,
        "OrderCode": "GHN0001",
        "Status": status,
        "Time": "2026-11-21T09:30:00+07:00",
        "CODAmount": 33_000,
    }
    (report,) = ghn.read_push(json.dumps(told).encode())

    assert (report.key, report.scan, report.number) == (ORDER.key, scan, "GHN0001")
    assert report.cod == (Decimal(33_000) if status == "delivered" else None)


def test_a_push_that_changes_the_weight_moves_nothing():
    told = {"Type": "update_weight", "ClientOrderCode": "X", "Status": "delivered"}
    (report,) = ghn.read_push(json.dumps({**told, "Time": "2026-11-21T09:30:00"}).encode())

    assert report.scan is Scan.OTHER


@pytest.mark.parametrize(
    ("status", "scan"),
    [
        ("-1", Scan.CANCELLED),
        ("2", Scan.ACCEPTED),
        ("12", Scan.COLLECTING),
        ("7", Scan.MISSED),
        ("3", Scan.COLLECTED),
        ("4", Scan.IN_TRANSIT),
        ("5", Scan.DELIVERED),
        ("9", Scan.FAILED),
        ("21", Scan.RETURNED),
        ("999", Scan.OTHER),
    ],
)
def test_a_push_of_ghtk(status, scan):
    body = urlencode(
        {
            "partner_id": ORDER.key,
            "label_id": "S1.A2.17373471",
            "status_id": status,
            "action_time": "2026-11-21T09:30:00+07:00",
            "reason_code": "130",
            "reason": "Người nhận hẹn lại",
            "weight": "0.08",
            "fee": "15000",
            "pick_money": "33000",
            "return_part_package": "0",
        }
    ).encode()
    (report,) = ghtk.read_push(body)

    assert (report.key, report.scan, report.number) == (ORDER.key, scan, "S1.A2.17373471")
    assert report.reason == "Người nhận hẹn lại"


@given(st.binary(max_size=300))
def test_no_body_breaks_a_reader(body):
    for reader in (ghn.read_push, ghtk.read_push):
        try:
            assert isinstance(reader(body), list)
        except Unreadable:
            continue


@pytest.mark.parametrize("given_secret", ["", "wrong", "secretx"])
def test_a_push_without_our_secret_is_not_believed(settings, given_secret):
    settings.CONNECTORS = {"ghn": {"secret": "secret"}, "ghtk": {"secret": "secret"}}

    assert not ghn.GHN().authentic(Push(b"{}", headers={"token": given_secret}))
    assert not ghtk.GHTK().authentic(Push(b"", query={"hash": given_secret}))
    assert ghn.GHN().authentic(Push(b"{}", headers={"token": "secret"}))
    assert ghtk.GHTK().authentic(Push(b"", query={"hash": "secret"}))


def test_nobody_is_believed_where_no_secret_is_set(settings):
    settings.CONNECTORS = {"ghn": {}, "ghtk": {}}

    assert not ghn.GHN().authentic(Push(b"{}", headers={"token": ""}))
    assert not ghtk.GHTK().authentic(Push(b"", query={"hash": ""}))
