"""Parcels of a dossier: asked for, packed, ordered once, given away, followed, brought back."""

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import permutations

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import Attempt, Dossier, Shipment, ShipmentReport, Waybill, WaybillStock
from dossiers.models.dossier import ReturnWay
from dossiers.models.money.charge import Purpose
from dossiers.models.shipment import Direction, Problem, Source
from dossiers.selectors.charges import book_of
from dossiers.selectors.postage import Address, quote, service_for
from dossiers.selectors.shipments import collecting, tracking
from dossiers.services.money.cash import claim_transfer, take_cash
from dossiers.services.money.demand import demand_what_is_owed
from dossiers.services.money.online import start_online
from dossiers.services.money.till import till
from dossiers.services.shipments.again import collect_at_desk, send_again
from dossiers.services.shipments.cancel import cancel_shipment
from dossiers.services.shipments.frame import handling
from dossiers.services.shipments.hand_over import hand_over, receive_envelope
from dossiers.services.shipments.jobs import order_waiting, remind
from dossiers.services.shipments.loss import record_loss, settle_loss
from dossiers.services.shipments.order import ORDER, give_up_order
from dossiers.services.shipments.pack import pack
from dossiers.services.shipments.ready import post_by
from dossiers.services.shipments.report import take_report
from dossiers.services.shipments.waybills import add_waybills
from dossiers.workflow import State
from dossiers.workflow.shipment import SHIPMENTS, ShipmentState, furthest
from portal.agencies.roles import Role
from portal.audit.actors import SYSTEM
from portal.integrations.models import OutboxMessage
from portal.integrations.post.port import Report, Scan
from portal.messaging.models import Notice
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import VIETNAM, commune
from tests.factories.dossiers import accepted, signed, submitted
from tests.factories.post import HOME, asked, post_service

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=VIETNAM)


@pytest.fixture
def place(db, settings):
    settings.CONNECTORS = {name: {"url": "http://127.0.0.1:1"} for name in ("vnpost", "ghn")}
    made = commune()
    post_service(made)
    return made


@pytest.fixture
def desk(place):
    return official(place.desk, Role.DESK, name="Trần Thu Hà")


@pytest.fixture
def owner(place):
    return citizen()


@pytest.fixture
def done(place, desk, owner):
    """A dossier whose result is ready and is to go by post."""
    dossier = accepted(owner, place, desk)
    parcel = asked(dossier)
    sign(dossier)
    parcel.refresh_from_db()
    return parcel


def sign(dossier, at=MONDAY):
    """The decision was made elsewhere; only what follows its signature is looked at here."""
    Dossier.objects.filter(pk=dossier.pk).update(state=State.SIGNING)
    signed(dossier, at)


def packed(parcel, desk, **more):
    items = list(parcel.items.values_list("pk", flat=True))
    return pack(
        shipment=parcel,
        by=desk,
        expected_version=parcel.version,
        packed=items,
        sheets=3,
        **more,
    )


def given_away(parcel, desk):
    parcel = packed(parcel, desk)
    hand_over(
        desk=parcel.desk, carrier=parcel.carrier, shipments=[parcel], by=desk, courier="Lê Văn Tám"
    )
    parcel.refresh_from_db()
    return parcel


def told(parcel, scan, minute=0, **more):
    """The carrier reports; the minute makes it another report."""
    report = Report(parcel.order_key, scan, MONDAY + timedelta(minutes=minute), scan.value, **more)
    with handling(parcel, by=None) as handled:
        take_report(handled, report, Source.PUSH)
    parcel.refresh_from_db()
    parcel.dossier.refresh_from_db()
    return parcel


SCANS = [scan for scan in Scan if scan is not Scan.OTHER]


@given(st.lists(st.sampled_from(list(Scan)), max_size=12), st.randoms())
def test_any_order_and_repetition_ends_the_same_and_never_goes_back(scans, random):
    along = [SHIPMENTS[furthest(scans[:n])].along for n in range(len(scans) + 1)]
    assert along == sorted(along)

    shuffled = scans * 2
    random.shuffle(shuffled)
    assert furthest(shuffled) == furthest(scans)


def test_reports_in_any_order_leave_dossier_and_parcel_alike(done, desk):
    """Collected, failed and delivered: however they come, the result ends as handed over."""
    parcel = packed(done, desk)
    first = Shipment.objects.get(pk=parcel.pk)
    for order in permutations([Scan.IN_TRANSIT, Scan.FAILED, Scan.DELIVERED]):
        sid = transaction.savepoint()
        for minute, scan in enumerate((*order, *order)):
            told(parcel, scan, minute % 3)
        assert parcel.state == ShipmentState.DELIVERED
        assert parcel.dossier.state == State.RETURNED
        assert parcel.reports.count() == 3
        transaction.savepoint_rollback(sid)
        parcel = Shipment.objects.get(pk=first.pk)


def test_the_price_is_that_of_the_zone_and_weight(place):
    service = service_for(place.desk, Direction.OUT, MONDAY.date())

    prices = {
        (province, commune_code, grams): quote(
            service, province, commune_code, grams, MONDAY.date()
        )
        for province, commune_code in (("99", "99022"), ("99", "99021"), ("01", "00001"))
        for grams in (80, 400, 900)
    }
    assert {key: found and int(found.amount) for key, found in prices.items()} == {
        ("99", "99022", 80): 15_000,
        ("99", "99022", 400): 20_000,
        ("99", "99022", 900): None,
        ("99", "99021", 80): 25_000,
        ("99", "99021", 400): 30_000,
        ("99", "99021", 900): None,
        ("01", "00001", 80): 35_000,
        ("01", "00001", 400): 40_000,
        ("01", "00001", 900): None,
    }


def test_papers_are_ordered_when_asked_for_and_cost_their_postage(place, owner):
    dossier = submitted(owner, place)

    parcel = asked(dossier, Direction.IN)

    assert parcel.waybill == "MHVNPOST000000VN"
    assert parcel.order_key.startswith(dossier.submission_number)
    message = OutboxMessage.objects.get(handler=ORDER)
    assert (message.connector, message.payload) == ("vnpost", {"shipment": parcel.pk})
    assert book_of(dossier, "POSTAGE").due == Decimal(15_000)
    assert WaybillStock.objects.get(pk="vnpost").left == 99
    with pytest.raises(Conflict):
        asked(dossier, Direction.IN)


def test_a_province_the_carrier_has_no_code_of_is_refused_not_guessed(place, owner):
    dossier = submitted(owner, place)
    elsewhere = Address(**{**HOME.as_json(), "province": "22", "commune": "07081"})

    with pytest.raises(Invalid) as refused:
        asked(dossier, Direction.OUT, elsewhere)

    assert set(refused.value.errors) == {"province"}


def test_only_the_owner_asks_and_only_the_desk_packs(place, owner, desk, done):
    with pytest.raises(NotAllowed):
        cancel_shipment(shipment=done, by=citizen(), as_owner=True)
    stranger = official(place.division, Role.OFFICER)
    with pytest.raises(NotAllowed):
        packed(done, stranger)


def test_a_result_leaves_on_the_working_day_after_it_is_ready(place, done):
    # 24/11/2026 is a day off in the calendar of the tests.
    assert done.post_by.isoformat() == "2026-11-25"
    assert post_by(done.dossier, datetime(2026, 11, 20, 16, 0, tzinfo=VIETNAM)).day == 23


def test_packing_checks_everything_off_and_collects_what_is_unpaid(done, desk):
    with pytest.raises(Invalid):
        pack(shipment=done, by=desk, expected_version=done.version, packed=[], sheets=1)

    parcel = packed(done, desk, more="Bản chính giấy chứng sinh\n\n")

    assert parcel.order_key == parcel.dossier.code
    assert parcel.cod == book_of(parcel.dossier).unpaid >= parcel.fee
    assert [item.packed for item in parcel.items.order_by("id")] == [True, True]
    with pytest.raises(Conflict):
        packed(parcel, desk)


def test_what_the_carrier_collects_is_not_paid_online_as_well(done, desk, owner, page):
    parcel = packed(done, desk)
    assert parcel.cod > 0 and collecting(parcel.dossier) == parcel
    with till(parcel.dossier, by=None) as open_till:
        demand = demand_what_is_owed(open_till, Purpose.POSTAGE)
    with pytest.raises(Conflict):
        start_online(dossier=parcel.dossier, by=owner, demand_id=demand.pk)
    shown = come_in(page, owner).get(reverse("dossiers:pay", args=[parcel.dossier.public_id]))
    assert b'value="online"' not in shown.content
    parcel.cod_collected = parcel.cod
    parcel.save()
    assert collecting(parcel.dossier) is None


def test_what_is_being_paid_is_waited_for_and_not_collected_as_well(done, desk, owner):
    with till(done.dossier, by=None) as open_till:
        demand = demand_what_is_owed(open_till, Purpose.POSTAGE)
    begun = start_online(dossier=done.dossier, by=owner, demand_id=demand.pk)
    with pytest.raises(Invalid, match="thanh toán trực tuyến"):
        packed(done, desk)
    proof = claim_transfer(dossier=done.dossier, by=owner, demand_id=demand.pk, proof=None)
    later = begun.started_at + timedelta(minutes=31)
    with pytest.raises(Invalid, match="chưa đối chiếu"):
        packed(done, desk, at=later)
    proof.delete()
    parcel = packed(done, desk, at=later)
    begun.refresh_from_db()
    assert parcel.cod == demand.amount and begun.state == Attempt.State.CANCELLED
    with pytest.raises(Conflict):
        take_cash(dossier=parcel.dossier, by=desk, amount=parcel.cod, purpose=Purpose.POSTAGE)


def test_handing_over_moves_the_dossier_and_delivery_ends_it(done, desk):
    parcel = given_away(done, desk)
    dossier = parcel.dossier
    dossier.refresh_from_db()
    assert (parcel.state, dossier.state) == (ShipmentState.COLLECTED, State.POSTED)

    told(parcel, Scan.DELIVERED, cod=parcel.cod, receiver="Nguyễn Văn Bền")

    assert parcel.dossier.state == State.RETURNED
    assert parcel.dossier.received_by == HOME.person
    assert (parcel.taken_by, parcel.cod_collected) == ("Nguyễn Văn Bền", parcel.cod)
    assert book_of(parcel.dossier).owed == 0
    told(parcel, Scan.DELIVERED, minute=5, cod=parcel.cod)
    assert book_of(parcel.dossier).owed == 0, "what was collected counts once"


def test_a_failed_delivery_reopens_the_hand_out_and_tells_both(done, desk, owner):
    parcel = given_away(done, desk)

    told(parcel, Scan.FAILED, reason="Không gặp người nhận")

    assert parcel.dossier.state == State.DONE
    texts = set(Notice.objects.filter(recipient=owner).values_list("text", flat=True))
    assert "dossiers/post_out_failed_for_citizen" in texts
    assert Notice.objects.filter(recipient=desk, text="dossiers/post_trouble_for_official").exists()

    again = send_again(shipment=parcel, by=owner, address=HOME)
    assert (again.attempt, again.order_key != parcel.order_key) == (2, True)
    again = given_away(again, desk)
    assert again.order_key == f"{parcel.dossier.code}-2"
    told(parcel, Scan.IN_TRANSIT, minute=9)
    assert parcel.dossier.state == State.POSTED, "an old report of the first try changes nothing"
    told(again, Scan.DELIVERED)
    assert parcel.dossier.state == State.RETURNED or again.dossier.state == State.RETURNED


def test_after_a_failure_the_person_may_come_to_the_desk(done, desk, owner):
    parcel = given_away(done, desk)
    with pytest.raises(Conflict):
        collect_at_desk(shipment=parcel, by=owner)
    told(parcel, Scan.RETURNED)

    dossier = collect_at_desk(shipment=parcel, by=owner)

    assert (dossier.return_way, dossier.state) == (ReturnWay.DESK, State.DONE)


def test_cancelling_until_it_is_collected(place, owner, desk, done):
    parcel = cancel_shipment(shipment=done, by=owner, as_owner=True)
    assert parcel.state == ShipmentState.CANCELLED
    parcel.dossier.refresh_from_db()
    assert parcel.dossier.return_way == ReturnWay.DESK
    assert book_of(parcel.dossier, "POSTAGE").due == 0

    papers = asked(submitted(citizen(), place), Direction.IN)
    told(papers, Scan.COLLECTED)
    with pytest.raises(Conflict):
        cancel_shipment(shipment=papers, by=papers.dossier.owner, as_owner=True)


def test_an_envelope_that_arrives_is_taken_in_once(place, desk, owner):
    papers = asked(submitted(owner, place), Direction.IN)

    receive_envelope(shipment=papers, by=desk, expected_version=papers.version, arrived=[])

    papers.refresh_from_db()
    assert papers.state == ShipmentState.DELIVERED
    assert [item.arrived for item in papers.items.all()] == [False]
    with pytest.raises(Conflict):
        receive_envelope(shipment=papers, by=desk, expected_version=papers.version, arrived=[])


def test_a_loss_is_recorded_made_good_and_apologised_for(done, desk, owner):
    parcel = given_away(done, desk)
    parcel = record_loss(
        shipment=parcel, by=desk, expected_version=parcel.version, what="Bưu cục báo mất túi thư."
    )
    parcel.dossier.refresh_from_db()
    assert (parcel.problem, parcel.dossier.state) == (Problem.DAMAGED, State.DONE)

    settle_loss(
        shipment=parcel,
        by=desk,
        expected_version=parcel.version,
        remedy="In lại bản giấy, gửi miễn phí.",
    )

    notice = Notice.objects.get(recipient=owner, text="dossiers/post_loss_settled_for_citizen")
    assert "In lại bản giấy" in notice.body
    parcel.refresh_from_db()
    assert parcel.problem == ""


def test_without_numbers_envelopes_wait_and_go_out_once_there_are_some(place, desk, owner):
    Waybill.objects.all().delete()
    WaybillStock.objects.update(left=0)
    papers = asked(submitted(owner, place), Direction.IN)
    assert (papers.problem, papers.waybill) == (Problem.NO_WAYBILL, "")
    assert order_waiting(Direction.IN) == 0

    post_service_numbers(3)

    assert order_waiting(Direction.IN) == 1
    papers.refresh_from_db()
    assert (papers.problem, bool(papers.waybill)) == ("", True)
    assert Notice.objects.filter(text="dossiers/waybills_low_for_official").count() == 1


def post_service_numbers(count):
    add_waybills(carrier="vnpost", numbers=[f"NEW{n}" for n in range(count)], by=SYSTEM)


def test_what_the_carrier_was_away_for_is_tried_again_later(place, owner):
    papers = asked(submitted(owner, place), Direction.IN)
    give_up_order(papers, Problem.GAVE_UP)
    assert order_waiting(Direction.IN) == 0

    Shipment.objects.update(asked_at=MONDAY - timedelta(days=2))

    assert order_waiting(Direction.IN) == 1


def test_reports_can_only_be_added(done):
    told(done, Scan.ACCEPTED)
    with pytest.raises(DatabaseError), transaction.atomic():
        ShipmentReport.objects.update(scan=Scan.DELIVERED)


def test_the_timeline_tells_it_in_plain_words(done, desk):
    parcel = given_away(done, desk)
    for minute in range(3):
        told(parcel, Scan.IN_TRANSIT, minute, place=f"Bưu cục {minute}")

    titles = [moment.title for moment in tracking(parcel.dossier)]

    assert len(titles) == 2, "the sorting on the way is told once"
    assert all(title.startswith("Kết quả qua bưu chính") for title in titles)


def test_reminders_come_once(done, desk):
    late = MONDAY + timedelta(days=5)
    assert remind(late) == 1
    assert remind(late) == 0
    assert Notice.objects.filter(text="dossiers/post_unsent_for_official").count() == 1
