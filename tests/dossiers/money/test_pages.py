"""The pages on which people pay and officials take, check and give back."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from dossiers.models import (
    AgencyAccount,
    Attempt,
    Demand,
    Irregularity,
    Movement,
    Reconciliation,
    Refund,
)
from dossiers.services.money.account import confirm_account
from dossiers.services.money.cash import claim_transfer, new_attempt, take_cash
from dossiers.services.money.irregular import note
from dossiers.services.money.online import fail, ready, start_online
from dossiers.services.money.receive import Came, receive_money
from dossiers.services.money.reconcile import reconcile_platform
from dossiers.services.money.till import till
from portal.agencies.roles import Role
from tests.client import PageClient
from tests.documents.samples import picture
from tests.dossiers.money.conftest import PRICE
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import commune
from tests.factories.dossiers import submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(scene) -> AgencyAccount:
    made = AgencyAccount.objects.create(
        agency=scene.place.committee,
        bank="970436",
        bank_name="Ngân hàng Giả lập",
        number="0000000001",
        holder="UBND PHUONG BEN MAY",
        since=date(2026, 1, 1),
        entered_by=scene.leader,
        entered_at=timezone.now(),
    )
    other = official(scene.place.committee, Role.LEADER, name="Hồ Thị Sen")
    return confirm_account(account=made, by=other)


def pay_url(dossier) -> str:
    return reverse("dossiers:pay", args=[dossier.public_id])


def test_the_payer_sees_what_it_costs_and_every_way_to_pay(page, scene, account, settings):
    settings.CONNECTORS = {"payments": {"url": "http://127.0.0.1:9", "secret": "x"}}
    come_in(page, scene.payer)
    told = page.get(pay_url(scene.dossier)).content.decode()
    for words in ("16.000 đ", scene.demand.reference, "0000000001", "Ngân hàng Giả lập"):
        assert words in told, words
    assert 'value="online"' in told
    assert "Mã VietQR" in told
    detail = page.get(scene.dossier.get_absolute_url()).content.decode()
    assert pay_url(scene.dossier) in detail


def test_somebody_elses_payments_do_not_exist(page, scene):
    attempt = start_online(dossier=scene.dossier, by=scene.payer, demand_id=scene.demand.pk)
    come_in(page, citizen("Trần Văn Đậu"))
    there = reverse("dossiers:pay_try", args=[scene.dossier.public_id, attempt.public_id])
    back = reverse("dossiers:pay_back") + f"?MaThamChieu={attempt.reference}"
    for address in (pay_url(scene.dossier), there, back):
        assert page.get(address).status_code == 404


def test_paying_online_waits_for_nobody(page, scene, settings):
    settings.CONNECTORS = {"payments": {"url": "http://127.0.0.1:9", "secret": "x"}}
    come_in(page, scene.payer)
    press = {"action": "online", "demand": scene.demand.pk}
    first = page.post(pay_url(scene.dossier), press)
    second = page.post(pay_url(scene.dossier), press)
    assert first.status_code == 302
    assert first.url == second.url
    attempt = Attempt.objects.get()
    assert 'data-state="PREPARING"' in page.get(first.url).content.decode()
    ready(attempt=attempt, url="http://127.0.0.1:9/thanh-toan/1/")
    assert "http://127.0.0.1:9/thanh-toan/1/" in page.get(first.url).content.decode()
    back = page.get(reverse("dossiers:pay_back"), {"MaThamChieu": attempt.reference})
    assert back.url == first.url
    assert Attempt.objects.get().state == Attempt.State.READY
    fail(attempt=attempt, failure="no-answer")
    assert "không trả lời" in page.get(first.url).content.decode()


def test_a_proof_is_sent_and_checked_at_the_desk(page, scene, account):
    come_in(page, scene.payer)
    sent = page.post(pay_url(scene.dossier), {"action": "transfer", "demand": scene.demand.pk})
    assert "Hãy chọn ảnh hoặc PDF" in sent.content.decode()
    proof = SimpleUploadedFile("ck.jpg", picture(), "image/jpeg")
    press = {"action": "transfer", "demand": scene.demand.pk, "proof": proof}
    assert page.post(pay_url(scene.dossier), press).status_code == 302
    assert "Chờ đối soát" in page.get(pay_url(scene.dossier)).content.decode()
    attempt = Attempt.objects.get(state="TO_APPROVE")

    client = come_in(PageClient(), scene.cashier)
    assert scene.dossier.reference in client.get(reverse("money:transfers")).content.decode()
    there = reverse("money:dossier", args=[scene.dossier.public_id])
    client.get(there)
    wrong = client.post(there, {"action": f"approve:{attempt.pk}", "transaction": ""})
    assert wrong.status_code == 422
    done = client.post(there, {"action": f"approve:{attempt.pk}", "transaction": "FT1"})
    assert done.status_code == 302
    assert Movement.objects.get().transaction == "FT1"


def test_the_desk_takes_cash_once(page, scene):
    come_in(page, scene.cashier)
    there = reverse("money:dossier", args=[scene.dossier.public_id])
    press = {"action": f"cash_fees:{int(PRICE)}"}
    assert page.post(there, press).status_code == 302
    page.post(there, press)
    assert Movement.objects.count() == 1
    told = page.get(reverse("money:today")).content.decode()
    assert "16.000 đ" in told
    assert f"{timezone.localdate().year % 100}/0000001" in told


def test_the_money_of_another_agency_does_not_exist(page, scene):
    elsewhere = commune("H99.23")
    come_in(page, official(elsewhere.desk, Role.DESK))
    there = reverse("money:dossier", args=[scene.dossier.public_id])
    assert page.get(there).status_code == 404
    assert page.post(there, {"action": f"cash_fees:{int(PRICE)}"}).status_code == 404
    with till(scene.dossier, by=None) as open_till:
        row = note(open_till, Irregularity.Kind.DISAGREES, key="x", demand=scene.demand)
    assert page.get(reverse("money:odd_one", args=[row.pk])).status_code == 404
    assert scene.dossier.reference not in page.get(reverse("money:odd")).content.decode()


def test_a_refund_goes_through_two_people(page, scene):
    take_cash(dossier=scene.dossier, by=scene.cashier, amount=PRICE)
    there = reverse("money:dossier", args=[scene.dossier.public_id])
    come_in(page, scene.cashier)
    order = {
        "action": "refund",
        "demand": scene.demand.pk,
        "amount": "16000",
        "why": "BY_LAW",
        "ground": "Theo Nghị quyết.",
    }
    assert page.post(there, {**order, "amount": "16001"}).status_code == 422
    assert page.post(there, order).status_code == 302
    refund = Refund.objects.get()
    client = come_in(PageClient(), scene.leader)
    assert "16.000 đ" in client.get(reverse("money:refunds")).content.decode()
    client.get(there)
    assert client.post(there, {"action": f"refund_yes:{refund.pk}"}).status_code == 302
    page.get(there)
    paid = {"action": f"refund_paid:{refund.pk}", "method": "CASH"}
    assert page.post(there, paid).status_code == 302
    refund.refresh_from_db()
    assert refund.state == Refund.State.DONE


def test_an_irregularity_is_settled_with_a_ground(page, scene):
    with till(scene.dossier, by=None) as open_till:
        row = note(
            open_till, Irregularity.Kind.NO_ANSWER, key="x", demand=scene.demand, expected=PRICE
        )
    come_in(page, scene.cashier)
    there = reverse("money:odd_one", args=[row.pk])
    assert there in page.get(reverse("money:odd")).content.decode()
    assert page.post(there, {"settlement": "EXPLAINED", "ground": ""}).status_code == 422
    done = page.post(there, {"settlement": "EXPLAINED", "ground": "Người nộp bỏ dở."})
    assert done.status_code == 302
    row.refresh_from_db()
    assert row.settled_by == scene.cashier


def statement(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("sao-ke.csv", text.encode(), "text/csv")


def test_a_statement_of_the_bank_confirms_transfers(page, scene):
    claim_transfer(dossier=scene.dossier, by=scene.payer, demand_id=scene.demand.pk, proof=None)
    come_in(page, scene.cashier)
    there = reverse("money:reconciliations")
    fields = {"agency": scene.place.committee.pk, "day": timezone.localdate().isoformat()}
    for wrong in ("", "So;Tien\n", "1;abc\n2;x\n"):
        sent = page.post(there, {**fields, "statement": statement(wrong or "\n")})
        assert sent.status_code == 422, wrong
    text = f"So but toan;So tien;Noi dung\nFT 9;16.000;CK {scene.demand.reference}\nFT8;5000;khac\n"
    made = page.post(there, {**fields, "statement": statement(text)})
    assert made.status_code == 302
    whole = Reconciliation.objects.get()
    shown = page.get(made.url).content.decode()
    assert shown.count("chỉ có ở danh sách bên kia") == 2
    line = whole.lines.get(transaction="FT9")
    page.post(made.url, {"action": f"take:{line.pk}", "ground": "Đúng mã thanh toán."})
    assert scene.demand.state == Demand.State.PAID
    assert Attempt.objects.get().state == Attempt.State.PAID
    other = whole.lines.get(transaction="FT8")
    page.post(made.url, {"action": f"take:{other.pk}", "ground": "x"})
    assert Movement.objects.count() == 1
    page.post(made.url, {"action": f"settle:{other.pk}", "ground": "Khoản của đơn vị khác."})
    assert not [row for row in whole.lines.all() if row.is_open]
    page.get(there)


def test_the_platforms_list_against_the_ledger(scene, place):
    other = submitted(scene.payer, place)
    for dossier, number in ((scene.dossier, "A"), (other, "B")):
        with till(dossier, by=None) as open_till:
            demand = dossier.demands.get()
            attempt = new_attempt(open_till, demand, "PLATFORM", "PAID")
            receive_money(open_till, demand, Came("PLATFORM", PRICE, number, attempt))
    first, second = Attempt.objects.order_by("id")
    rows = [
        {"MaThamChieu": first.reference, "MaGiaoDich": "A", "SoTien": "15000"},
        {"MaThamChieu": first.reference, "MaGiaoDich": "C", "SoTien": "16000"},
    ]
    day = timezone.localdate()
    (whole,) = reconcile_platform(day=day, rows=rows)
    found = {line.transaction: (line.result, line.ours, line.theirs) for line in whole.lines.all()}
    assert found == {
        "A": ("AMOUNT_DIFFERS", PRICE, Decimal(15000)),
        "B": ("ONLY_OURS", PRICE, None),
        "C": ("ONLY_THEIRS", None, PRICE),
    }
    rows[0]["SoTien"] = "16000"
    rows[1] = {"MaThamChieu": second.reference, "MaGiaoDich": "B", "SoTien": "16000"}
    (again,) = reconcile_platform(day=day, rows=rows)
    assert again == whole
    assert {line.result for line in again.lines.all()} == {"MATCHED"}


def test_an_account_needs_a_second_person(page, scene):
    come_in(page, scene.leader)
    there = reverse("money:accounts")
    fields = {
        "agency": scene.place.committee.pk,
        "bank": "97043",
        "bank_name": "Ngân hàng",
        "number": "0123 4567",
        "holder": "UBND",
        "since": "2026-01-01",
    }
    assert page.post(there, fields).status_code == 422
    assert page.post(there, {**fields, "bank": "970436"}).status_code == 302
    account = AgencyAccount.objects.get()
    assert account.number == "01234567"
    confirm = reverse("money:confirm", args=[account.pk])
    page.post(confirm)
    account.refresh_from_db()
    assert account.confirmed_at is None
    client = come_in(PageClient(), official(scene.place.committee, Role.LEADER, name="Hồ Thị Sen"))
    client.get(there)
    client.post(confirm)
    account.refresh_from_db()
    assert account.confirmed_at is not None


def test_the_officials_page_of_a_dossier_shows_the_money(page, scene):
    come_in(page, scene.cashier)
    told = page.get(scene.dossier.desk_url).content.decode()
    assert reverse("money:dossier", args=[scene.dossier.public_id]) in told
    assert 'value="ask_payment_at_desk"' in told
    version = {"version": scene.dossier.version}
    done = page.post(scene.dossier.desk_url, {"action": "ask_payment_at_desk", **version})
    assert done.status_code == 302
    told = page.get(scene.dossier.desk_url).content.decode()
    assert 'data-state="PAYMENT_ASKED"' in told
    assert 'value="drop_payment_at_desk"' in told
    assert 'value="drop_payment_in_appraisal"' not in told
