"""What goes to the payment platform and comes from it, to the letter; VietQR to the bit."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.integrations.payments.bill import Bill, BillLine
from portal.integrations.payments.messages import (
    Init,
    Malformed,
    Notification,
    Query,
    dong,
    secure_code,
    stamp,
)
from portal.integrations.payments.vietqr import NoVietQR, Transfer, checksum, decode, encode
from portal.kernel.codes import payment_reference, payment_references
from portal.kernel.hashing import sha256_hex

SECRET = "bi-mat"
INIT = Init(
    partner="MINHHA", reference="TT2345678901", amount="16000", about="Le phi", at="20261121140500"
)
IPN = {
    "LoaiBanTin": "IPN",
    "MaLoi": "00",
    "MaDoiTac": "MINHHA",
    "MaThamChieu": "TT2345678901",
    "SoTien": "16000",
    "MaTienTe": "VND",
    "MaGiaoDich": "987654321012",
    "MaNganHang": "VCB",
    "ThoiGianGD": "20261121140512",
    "ThongTinGiaoDich": "Le phi",
}
VECTOR = (
    "00020101021238540010A00000072701240006970436011000000000010208QRIBFTTA53037045404"
    "80005802VN62250821HS H56.14-261121-000163044D90"
)


def signed(fields: dict, secret: str = SECRET) -> dict:
    return {**fields, "MaXacThuc": sha256_hex("|".join((*fields.values(), secret)))}


def test_init_has_the_names_and_the_order_of_the_platform():
    body = INIT.body(SECRET)
    assert list(body) == [
        *("LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "SoTien", "LoaiHinhThanhToan"),
        *("MaKenhThanhToan", "MaThietBi", "NgonNgu", "MaTienTe", "MaNganHang"),
        *("ThongTinGiaoDich", "ThoiGianGD", "Ip", "MaXacThuc"),
    ]
    text = "INIT|1.0.6|MINHHA|TT2345678901|16000|1|WEB||vi|VND||Le phi|20261121140500||bi-mat"
    assert body["MaXacThuc"] == sha256_hex(text)
    assert secure_code(("a", "b"), "c") == sha256_hex("a|b|c")


def test_query_is_hashed_over_type_version_partner_reference_and_time():
    body = Query(partner="MINHHA", reference="TT2345678901", at="20261121140500").body(SECRET)
    assert body["MaXacThuc"] == sha256_hex("QUERY|1.0.6|MINHHA|TT2345678901|20261121140500|bi-mat")


def test_a_notification_is_genuine_with_its_code_only():
    genuine = Notification.read(signed(IPN))
    assert genuine.is_genuine(SECRET)
    assert Notification.read({**signed(IPN), "Them": "x"}).is_genuine(SECRET)
    assert not genuine.is_genuine("another")
    assert not Notification.read(signed(IPN, "")).is_genuine("")
    for name in IPN:
        forged = {**signed(IPN), name: IPN[name] + "1"}
        assert not Notification.read(forged).is_genuine(SECRET), name
        assert not replace(genuine, code="").is_genuine(SECRET)


@pytest.mark.parametrize("body", [None, [], "x", {"SoTien": {"a": 1}}, {"MaLoi": True}])
def test_what_is_no_message_is_malformed(body):
    with pytest.raises(Malformed):
        Notification.read(body)


@pytest.mark.parametrize("text", ["", "-1", "1e3", "16000.0", "16 000", "٣", "1" * 15])
def test_an_amount_is_plain_digits(text):
    with pytest.raises(Malformed):
        dong(text)


def test_five_past_two_in_the_afternoon_is_1405():
    afternoon = datetime(2026, 11, 21, 7, 5, 9, tzinfo=UTC)
    assert stamp(afternoon) == "20261121140509"


def test_a_bill_tells_what_is_paid_and_only_the_name_of_who_pays():
    line = BillLine(kind="2", code="LP01", name="Lệ phí", amount=Decimal(16000))
    bill = Bill(
        procedure_code="1.001193",
        procedure_name="Đăng ký khai sinh",
        agency_code="H99.22",
        agency_name="UBND phường Bến Mây",
        dossier="NOP-2345-6789-A",
        account="0000000001",
        account_bank="970436",
        account_name="UBND PHUONG BEN MAY",
        about="TT2345678901",
        payer="Nguyễn Thị Mận",
        lines=(line,),
    ).as_json()
    assert bill["PhiLePhi"] == [
        {"LoaiPhiLePhi": "2", "MaPhiLePhi": "LP01", "TenPhiLePhi": "Lệ phí", "SoTien": "16000"}
    ]
    assert bill["DSKhoanNop"] == [{"NoiDung": "Lệ phí", "SoTien": "16000"}]
    assert (bill["HoTenNguoiNop"], bill["SoCMNDNguoiNop"]) == ("Nguyễn Thị Mận", "")


def test_vietqr_is_the_text_that_bank_apps_know():
    asked = Transfer("970436", "0000000001", Decimal(8000), "HS H56.14-261121-0001")
    assert checksum("123456789") == "29B1"
    assert encode(asked) == VECTOR
    assert decode(VECTOR) == asked


PURPOSES = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=25)
TRANSFERS = st.builds(
    Transfer,
    bank=st.from_regex(r"[0-9]{6}", fullmatch=True),
    account=st.from_regex(r"[0-9A-Za-z]{1,19}", fullmatch=True),
    amount=st.integers(1, 10**13 - 1).map(Decimal),
    purpose=PURPOSES,
)


@given(TRANSFERS)
def test_vietqr_comes_back_as_it_went(transfer):
    assert decode(encode(transfer)) == transfer


@given(TRANSFERS, st.data())
def test_one_wrong_character_of_a_vietqr_is_found(transfer, data):
    text = encode(transfer)
    place = data.draw(st.integers(0, len(text) - 5))
    other = data.draw(st.characters(min_codepoint=48, max_codepoint=90))
    broken = text[:place] + other + text[place + 1 :]
    if broken != text:
        with pytest.raises(NoVietQR):
            decode(broken)


@pytest.mark.parametrize(
    "wrong",
    [
        Transfer("97043", "1", Decimal(1), "x"),
        Transfer("970436", "", Decimal(1), "x"),
        Transfer("970436", "1" * 20, Decimal(1), "x"),
        Transfer("970436", "1", Decimal(0), "x"),
        Transfer("970436", "1", Decimal("1.5"), "x"),
        Transfer("970436", "1", Decimal(1), "x" * 26),
        Transfer("970436", "1", Decimal(1), "Lệ phí"),
        Transfer("970436", "1", Decimal(1), ""),
    ],
)
def test_what_does_not_fit_a_vietqr_is_refused(wrong):
    with pytest.raises(NoVietQR):
        encode(wrong)


@given(st.integers(0, 10), PURPOSES)
def test_a_reference_is_found_in_whatever_the_bank_makes_of_it(place, words):
    reference = payment_reference()
    assert len(reference) == 11
    mangled = reference[:place] + " -" + reference[place:].lower()
    assert reference in payment_references(f"{words} {mangled}")
    wrong = reference[:-1] + ("2" if reference[-1] != "2" else "3")
    assert wrong not in payment_references(f"ck {wrong}")
