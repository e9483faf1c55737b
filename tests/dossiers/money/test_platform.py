"""Everything a payment platform can say, in every order: money is believed only when it is proven,
moves once, and whatever is odd is in front of an official."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from dossiers.errors import Conflict, Invalid
from dossiers.models import Attempt, Demand, Dossier, Irregularity, Movement, PlatformCall
from dossiers.selectors.charges import book_of
from dossiers.services.money.ask import ask_payment
from dossiers.services.money.cash import take_cash
from dossiers.services.money.demand import end_demand
from dossiers.services.money.online import ready, start_online
from dossiers.services.money.platform import compare
from dossiers.services.money.put_right import settle_irregularity
from dossiers.services.money.till import till
from dossiers.services.withdraw import withdraw
from dossiers.workflow import State
from portal.integrations.models import Exchange, OutboxMessage
from portal.integrations.payments.messages import Acknowledgement, Notification, QueryAnswer
from portal.integrations.services import deliver
from tests.dossiers.money.conftest import PRICE
from tests.factories.dossiers import submitted

pytestmark = pytest.mark.django_db
SECRET, PARTNER = "bi mat dung chung", "MINHHA"
IPN = "/api/v1/partners/payments/ipn"
Kind = Irregularity.Kind


@pytest.fixture(autouse=True)
def connected(settings):
    settings.CONNECTORS = {
        "payments": {"url": "http://127.0.0.1:9", "partner": PARTNER, "secret": SECRET}
    }


@pytest.fixture
def attempt(scene) -> Attempt:
    made = start_online(dossier=scene.dossier, by=scene.payer, demand_id=scene.demand.pk)
    ready(attempt=made, url="http://127.0.0.1:9/thanh-toan/x/")
    return Attempt.objects.get(pk=made.pk)


def message(attempt: Attempt, **changed) -> Notification:
    told = {
        "kind": "IPN",
        "error": "00",
        "partner": PARTNER,
        "reference": attempt.reference,
        "amount": str(int(attempt.amount)),
        "currency": "VND",
        "transaction": "987654321012",
        "bank": "VCB",
        "at": "20261122140512",
        "about": "Nộp phí",
    }
    return Notification(**{**told, **changed})


def tell(client, said: Notification, secret: str = SECRET) -> str:
    """The code that the portal answers, genuinely."""
    answer = client.post(IPN, json.dumps(said.body(secret)), content_type="application/json")
    assert answer.status_code == 200
    back = Acknowledgement.read(answer.json())
    assert back.is_genuine(SECRET)
    return back.error


def test_a_payment_is_recorded_and_the_dossier_goes_on(scene, attempt, client):
    ask_payment(dossier=scene.dossier, by=scene.cashier, expected_version=1)
    assert tell(client, message(attempt)) == "00"
    movement = Movement.objects.get()
    assert (movement.amount, movement.transaction) == (PRICE, "987654321012")
    attempt.refresh_from_db()
    scene.dossier.refresh_from_db()
    assert attempt.state == Attempt.State.PAID
    assert scene.demand.state == Demand.State.PAID
    assert scene.dossier.state == State.SUBMITTED
    assert not Irregularity.objects.exists()
    assert OutboxMessage.objects.filter(handler="dossiers.pay_bill").count() == 1
    assert Exchange.objects.filter(connector="payments", operation="IPN").count() == 1
    kept = PlatformCall.objects.get(operation="IPN")
    assert json.loads(kept.body)["MaGiaoDich"] == "987654321012"


def test_a_repeat_moves_nothing_however_often(attempt, client):
    for _again in range(4):
        assert tell(client, message(attempt)) == "00"
    assert Movement.objects.count() == 1
    assert PlatformCall.objects.filter(operation="IPN").count() == 4
    assert not Irregularity.objects.exists()


REFUSED = [
    ({"amount": "15999"}, "04", Kind.WRONG_AMOUNT),
    ({"amount": "32000"}, "04", Kind.WRONG_AMOUNT),
    ({"partner": "KHAC"}, "02", Kind.WRONG_PARTNER),
    ({"currency": "USD"}, "03", Kind.WRONG_CURRENCY),
    ({"reference": "TT9999999999"}, "01", Kind.UNKNOWN_REFERENCE),
]


@pytest.mark.parametrize(("changed", "code", "kind"), REFUSED)
def test_what_does_not_fit_is_not_believed_and_shown_once(attempt, client, changed, code, kind):
    for _again in range(2):
        assert tell(client, message(attempt, **changed)) == code
    assert not Movement.objects.exists()
    found = Irregularity.objects.get()
    assert found.kind == kind
    attempt.demand.refresh_from_db()
    assert attempt.demand.state == Demand.State.OPEN


def test_a_wrong_secure_code_is_worth_nothing(attempt, client):
    assert tell(client, message(attempt), secret="doan mo") == "97"
    assert Irregularity.objects.get().kind == Kind.WRONG_CODE
    assert not Movement.objects.exists()
    # A stranger who knows no reference fills no list.
    assert tell(client, message(attempt, reference="TT1"), secret="doan mo") == "97"
    assert Irregularity.objects.count() == 1


def test_nobody_can_have_words_signed_that_read_as_a_payment(attempt, client):
    """The hash does not tell where a value ends: a stranger's reference that holds a whole message
    must come back unsigned, and a value with the joint in it is none."""
    inside = message(attempt, kind="IPN", about="")
    words = "|".join(inside.hashed()[:-1])
    for reference in (words, "x"):
        told = Notification(**{**vars(inside), "reference": reference, "code": "0" * 64})
        body = {wire: getattr(told, name) for name, wire in Notification.FIELDS.items()}
        said = client.post(IPN, {**body, "MaXacThuc": told.code}, content_type="application/json")
        assert not said.json()["MaThamChieu"]
        kind = f"{said.json()['MaLoi']}|{said.json()['MoTaLoi']}|{PARTNER}|IPN"
        forged = message(attempt, kind=kind, about=said.json()["ThoiGianGD"])
        again = forged.body("") | {"MaXacThuc": said.json()["MaXacThuc"]}
        assert client.post(IPN, again, content_type="application/json").json()["MaLoi"] != "00"
    # Right under the secret, and still no message: nothing moves the joints.
    shifted = message(attempt, kind="IPN|00", error=PARTNER, partner=attempt.reference)
    answer = client.post(IPN, shifted.body(SECRET), content_type="application/json")
    assert answer.json()["MaLoi"] == "99"
    assert not Movement.objects.exists()


def test_forged_notifications_fill_no_list_and_open_no_archive(scene, attempt, client):
    for number in range(3):
        tell(client, message(attempt, transaction=str(number)), secret="doan mo")
    assert Irregularity.objects.count() == 1
    Irregularity.objects.all().delete()
    Dossier.objects.filter(pk=scene.dossier.pk).update(
        archived_at=timezone.now(), closed_at=timezone.now()
    )
    assert tell(client, message(attempt), secret="doan mo") == "97"
    assert not Irregularity.objects.exists()


def test_a_transaction_told_for_another_payment_is_shown(scene, attempt, client):
    assert tell(client, message(attempt)) == "00"
    other = submitted(scene.payer, scene.place)
    second = start_online(dossier=other, by=scene.payer, demand_id=other.demands.get().pk)
    assert tell(client, message(second)) == "00"
    assert tell(client, message(attempt, amount="99000")) == "00"
    assert Movement.objects.count() == 1
    told = Irregularity.objects.filter(kind=Kind.DISAGREES).order_by("id")
    assert [(row.attempt, row.told) for row in told] == [(second, PRICE), (attempt, 99_000)]


BROKEN = [b'{"MaThamChieu": "a\\u0000"}', b'{"MaXacThuc": "\\ud800"}', b'{"MaGiaoDich": "\\ud800"}']


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"\xff", b'{"SoTien": {}}', b"x" * 40_000, *BROKEN]
)
def test_what_cannot_be_read_is_answered(client, body):
    answer = client.post(IPN, body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["MaLoi"] == "99"


def test_a_form_in_place_of_a_message_is_answered(client):
    answer = client.post(IPN, {"MaThamChieu": "x"})  # as a form of files
    assert (answer.status_code, answer.json()["MaLoi"]) == (400, "99")
    wire = "application/x-www-form-urlencoded"
    answer = client.post(IPN, "MaThamChieu=a%00", content_type=wire)
    assert (answer.status_code, answer.json()["MaLoi"]) == (400, "99")
    assert client.post("/api/v1/partners/national/dossiers", {"a": "b"}).status_code in (400, 404)


def test_without_a_platform_there_is_no_such_address(client, settings):
    settings.CONNECTORS = {}
    assert client.post(IPN, b"{}", content_type="application/json").status_code == 404


def test_the_platform_may_speak_before_the_page_is_ready(scene, client):
    early = start_online(dossier=scene.dossier, by=scene.payer, demand_id=scene.demand.pk)
    assert tell(client, message(early)) == "00"
    ready(attempt=early, url="http://127.0.0.1:9/x")
    early.refresh_from_db()
    assert early.state == Attempt.State.PAID


def test_money_for_a_cancelled_demand_counts_and_is_shown(scene, attempt, client):
    with till(scene.dossier, by=None) as open_till:
        end_demand(open_till, attempt.demand, Demand.Ended.DROPPED)
    assert tell(client, message(attempt)) == "00"
    assert Irregularity.objects.get().kind == Kind.AFTER_CANCEL
    assert book_of(scene.dossier).owed == 0


def test_money_for_a_withdrawn_dossier_is_to_be_given_back(scene, attempt, client):
    withdraw(dossier=scene.dossier, by=scene.payer, expected_version=1)
    assert tell(client, message(attempt)) == "00"
    kinds = set(Irregularity.objects.values_list("kind", flat=True))
    assert kinds == {Kind.AFTER_CANCEL, Kind.PAID_TWICE}
    assert book_of(scene.dossier).too_much == PRICE


def test_paid_twice_by_the_same_try_and_by_another_way(scene, attempt, client):
    assert tell(client, message(attempt)) == "00"
    assert tell(client, message(attempt, transaction="555")) == "00"
    assert Irregularity.objects.get().kind == Kind.PAID_TWICE
    assert book_of(scene.dossier).too_much == PRICE


def test_cash_and_then_the_platform_is_paid_twice(scene, attempt, client):
    take_cash(dossier=scene.dossier, by=scene.cashier, amount=PRICE)
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.CANCELLED
    assert tell(client, message(attempt)) == "00"
    assert Irregularity.objects.get().kind == Kind.PAID_TWICE
    assert Movement.objects.count() == 2


def test_a_failed_payment_can_be_tried_again(scene, attempt, client):
    assert tell(client, message(attempt, error="24", transaction="")) == "00"
    attempt.refresh_from_db()
    assert (attempt.state, attempt.failure) == (Attempt.State.FAILED, "platform-24")
    again = start_online(dossier=scene.dossier, by=scene.payer, demand_id=scene.demand.pk)
    assert again.reference != attempt.reference
    assert tell(client, message(again)) == "00"
    # The first one says late that it was paid after all.
    assert tell(client, message(attempt, transaction="777")) == "00"
    assert book_of(scene.dossier).too_much == PRICE


def answer(attempt: Attempt, status: str, **changed) -> QueryAnswer:
    told = {
        "error": "00",
        "partner": PARTNER,
        "reference": attempt.reference,
        "amount": str(int(attempt.amount)),
        "currency": "VND",
        "transaction": "987654321012",
        "bank": "VCB",
        "at": "20261122140512",
        "status": status,
    }
    return QueryAnswer(**{**told, **changed})


def test_a_question_finds_the_payment_that_nobody_told(attempt):
    assert not compare(attempt, answer(attempt, "3"))
    assert compare(attempt, answer(attempt, "1"))
    assert Movement.objects.count() == 1
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.PAID


def test_a_question_that_contradicts_a_notification_is_shown(attempt, client):
    tell(client, message(attempt))
    attempt.refresh_from_db()
    assert compare(attempt, answer(attempt, "4"))
    assert Irregularity.objects.get().kind == Kind.DISAGREES
    assert Movement.objects.count() == 1


def test_an_official_writes_down_a_part_payment_and_the_rest_is_asked_for(scene, attempt, client):
    tell(client, message(attempt, amount="6000"))
    found = Irregularity.objects.get()
    with pytest.raises(Invalid):
        settle_irregularity(irregularity=found, by=scene.cashier, settlement="TAKEN", ground=" ")
    settle_irregularity(
        irregularity=found, by=scene.cashier, settlement="TAKEN", ground="Có trên sao kê."
    )
    assert Movement.objects.get().amount == 6000
    assert (scene.demand.state, scene.demand.amount) == (Demand.State.OPEN, PRICE - 6000)
    with pytest.raises(Conflict):
        settle_irregularity(
            irregularity=found, by=scene.cashier, settlement="DISMISSED", ground="Không."
        )


@pytest.mark.django_db(transaction=True)
def test_the_sandbox_prepares_a_page_and_is_asked_how_it_ended(scene, sandbox, client):
    attempt = start_online(dossier=scene.dossier, by=scene.payer, demand_id=scene.demand.pk)
    again = start_online(dossier=scene.dossier, by=scene.payer, demand_id=scene.demand.pk)
    assert again.pk == attempt.pk
    prepare = OutboxMessage.objects.get(handler="dossiers.pay_init")
    assert deliver(prepare.pk) == "SENT"
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.READY
    assert attempt.url.startswith(sandbox.url)
    asked = json.loads(sandbox.traffic("payments")[0]["request"])
    assert asked["ThongTinBienLai"]["PhiLePhi"][0]["SoTien"] == str(int(PRICE))
    assert Decimal(asked["SoTien"]) == PRICE


@pytest.mark.django_db(transaction=True)
def test_a_platform_that_is_down_leaves_the_payer_another_way(scene, sandbox):
    sandbox.fault("payments", mode="down")
    attempt = start_online(dossier=scene.dossier, by=scene.payer, demand_id=scene.demand.pk)
    prepare = OutboxMessage.objects.get(handler="dossiers.pay_init")
    assert deliver(prepare.pk) == "PENDING"
    # It rests after failures; the message is too old to be tried again when the rest is over.
    long_ago = timezone.now() - timedelta(hours=1)
    OutboxMessage.objects.filter(pk=prepare.pk).update(
        attempts=8, next_try_at=long_ago, asked_at=long_ago
    )
    assert deliver(prepare.pk) is None
    attempt.refresh_from_db()
    assert (attempt.state, attempt.failure) == (Attempt.State.FAILED, "no-answer")
    take_cash(dossier=scene.dossier, by=scene.cashier, amount=PRICE)
    assert scene.demand.state == Demand.State.PAID
