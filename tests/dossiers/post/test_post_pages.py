"""The pages of the post: chosen while filing, followed, worked on at the desk."""

import pytest
from django.urls import reverse
from django.utils import timezone

from dossiers.models import Draft, PostHandOver, Shipment, WaybillStock
from dossiers.models.shipment import Direction, Source
from dossiers.services.shipments.frame import handling
from dossiers.services.shipments.report import take_report
from dossiers.workflow import State
from dossiers.workflow.shipment import ShipmentState
from portal.accounts.limits import hit
from portal.accounts.rules.limits import LIMITS
from portal.agencies.roles import Role
from portal.integrations.post.port import Report, Scan
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import commune
from tests.factories.dossiers import accepted, draft, submitted
from tests.factories.post import HOME, asked, places, post_service

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings):
    settings.CONNECTORS = {"vnpost": {"url": "http://127.0.0.1:1"}}
    places()
    made = commune()
    post_service(made)
    return made


ADDRESS = {
    "person": HOME.person,
    "phone": "0912 345 678",
    "province": HOME.province,
    "commune": HOME.commune,
    "detail": HOME.detail,
}


def fields(prefix, **changed):
    return {f"{prefix}-{name}": text for name, text in {**ADDRESS, **changed}.items()}


def test_the_post_is_chosen_while_filing_with_its_price_in_sight(page, place):
    owner = citizen()
    come_in(page, owner)
    filing = draft(owner, place)
    address = reverse("dossiers:draft_return", args=[filing.public_id])

    shown = page.get(address).content.decode()
    assert "15.000 đ" in shown and "35.000 đ" in shown
    refused = page.post(
        address, {"return_way": "POST", "action": "next", **fields("out", phone="")}
    )
    assert "out-phone" in refused.content.decode()
    assert Draft.objects.get().way_chosen is False

    told = {"return_way": "POST", "fetch": "on", "action": "next"}
    page.post(address, {**told, **fields("out"), **fields("in")})
    filing.refresh_from_db()
    assert filing.post["OUT"]["phone"] == "+84912345678"
    check = reverse("dossiers:draft_check", args=[filing.public_id])
    assert "VNPost" in page.get(check).content.decode()

    page.post(check, {"action": "send"})
    parcels = Shipment.objects.order_by("id")
    assert [parcel.direction for parcel in parcels] == ["IN", "OUT"]
    assert parcels[1].dossier.return_way == "POST"


def test_a_province_without_a_code_is_told_at_its_field(page, place):
    owner = citizen()
    come_in(page, owner)
    filing = draft(owner, place)
    address = reverse("dossiers:draft_return", args=[filing.public_id])

    told = fields("out", province="22", commune="07081")
    answer = page.post(address, {"return_way": "POST", "action": "next", **told})

    assert "chưa nhận gửi đến hoặc từ tỉnh này" in answer.content.decode()
    assert Draft.objects.get().way_chosen is False


def test_communes_come_without_scripts_and_nothing_typed_is_lost(page, place):
    owner = citizen()
    come_in(page, owner)
    filing = draft(owner, place)
    address = reverse("dossiers:draft_return", args=[filing.public_id])

    told = {"return_way": "POST", "action": "communes", **fields("out", province="22", commune="")}
    shown = page.post(address, told).content.decode()

    assert "Phường Hạ Long" in shown and HOME.detail in shown
    assert "error-summary" not in shown


def test_without_a_carrier_the_post_is_not_offered(page, place, settings):
    settings.CONNECTORS = {}
    owner = citizen()
    come_in(page, owner)
    filing = draft(owner, place)

    shown = page.get(reverse("dossiers:draft_return", args=[filing.public_id])).content.decode()

    assert 'value="POST"' not in shown


def test_the_owner_follows_cancels_and_asks_again(page, place):
    owner = citizen()
    come_in(page, owner)
    dossier = submitted(owner, place)
    parcel = asked(dossier, Direction.IN)

    shown = page.get(dossier.get_absolute_url()).content.decode()
    assert parcel.waybill in shown
    act = reverse("dossiers:post_act", args=[dossier.public_id, parcel.public_id])
    page.post(act, {"action": "cancel"})
    parcel.refresh_from_db()
    assert parcel.state == ShipmentState.CANCELLED

    again = reverse("dossiers:post_send", args=[dossier.public_id])
    assert page.get(again).status_code == 200
    page.post(again, {"action": "ask", **fields("in")})
    assert Shipment.objects.filter(direction=Direction.IN).count() == 2

    # Asking and cancelling without end would use up the carrier's numbers.
    page.post(act.replace(str(parcel.public_id), str(_newest().public_id)), {"action": "cancel"})
    for _time in range(LIMITS["parcel_by_person"].tries - 1):
        hit("parcel_by_person", owner.pk)
    assert page.post(again, {"action": "ask", **fields("in")}).status_code == 429
    assert Shipment.objects.filter(direction=Direction.IN).count() == 2

    come_in(page, citizen())
    assert page.post(act, {"action": "cancel"}).status_code == 404


def _newest() -> Shipment:
    return Shipment.objects.order_by("-pk").first()


def test_a_day_at_the_desk(page, place):
    """Packed, label printed, given to the courier, list printed; a failure comes back."""
    owner, desk = citizen(), official(place.desk, Role.DESK)
    dossier = accepted(owner, place, desk)
    parcel = asked(dossier)
    type(dossier).objects.filter(pk=dossier.pk).update(state=State.DONE)
    come_in(page, desk)

    assert parcel.order_key in page.get(reverse("post_desk:list")).content.decode()
    mine = parcel.desk_url
    told = {"action": "pack", "version": parcel.version, "sheets": 2}
    assert page.post(mine, told).status_code == 422
    items = list(parcel.items.values_list("pk", flat=True))
    page.post(mine, {**told, "packed": items})
    parcel.refresh_from_db()
    assert parcel.packed_at is not None
    label = page.get(reverse("post_desk:label", args=[parcel.public_id]))
    assert label["Content-Type"] == "application/pdf"

    given = reverse("post_desk:hand_over")
    key = f"{parcel.desk_id}-vnpost"
    page.post(given, {"action": key, "envelopes": [parcel.pk], "courier": "Lê Văn Tám"})
    parcel.refresh_from_db()
    dossier.refresh_from_db()
    assert (parcel.state, dossier.state) == (ShipmentState.COLLECTED, State.POSTED)
    made = PostHandOver.objects.get()
    paper = page.get(reverse("post_desk:hand_over_paper", args=[made.public_id]))
    assert paper.content.startswith(b"%PDF")

    found = page.get(reverse("post_desk:arrivals"), {"q": parcel.waybill.lower()})
    assert found.url == mine
    report = Report(parcel.order_key, Scan.FAILED, timezone.now(), "-1", reason="Không gặp")
    with handling(parcel, by=None) as handled:
        take_report(handled, report, Source.POLL)
    assert parcel.waybill in page.get(reverse("post_desk:list"), {"viec": "su-co"}).content.decode()
    assert "Chưa phát được" in page.get(mine).content.decode()


def test_an_empty_stock_is_said_and_filled(page, place):
    desk = official(place.desk, Role.DESK)
    come_in(page, desk)
    WaybillStock.objects.update(left=0)

    assert "Đã hết mã vận đơn" in page.get(reverse("post_desk:list")).content.decode()
    stock = reverse("post_desk:stock")
    assert "không phải" in page.post(stock, {"action": "vnpost", "numbers": "??"}).content.decode()
    page.post(stock, {"action": "vnpost", "numbers": "A1\nA2\nA2"})

    assert WaybillStock.objects.get().left == 2


def test_envelopes_of_other_desks_are_not_there(page, place):
    parcel = asked(submitted(citizen(), place), Direction.IN)
    come_in(page, official(commune("H99.23").desk, Role.DESK))

    assert page.get(parcel.desk_url).status_code == 404


def test_lists_are_cut_by_key_in_few_queries(page, place, monkeypatch):
    monkeypatch.setattr("dossiers.admin.post.views.PAGE", 2)
    for _each in range(3):
        asked(submitted(citizen(), place), Direction.IN)
    come_in(page, official(place.desk, Role.DESK))

    first = page.get_counted(reverse("post_desk:list"), {"viec": "sap-den"})

    rows = first.context["shipments"]
    assert [row.pk for row in rows] == sorted((row.pk for row in rows), reverse=True)
    second = page.get(reverse("post_desk:list") + first.context["next_url"])
    assert [row.pk for row in second.context["shipments"]] == [rows[-1].pk - 1]
    assert second.context["next_url"] == ""
