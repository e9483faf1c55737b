"""What is sent to the national portal: every field by its real name, every number from one table,
in both generations.
"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dossiers.workflow import STATES, National, State
from portal.integrations.national.facts import (
    Collected,
    CopyKind,
    FeeKind,
    GivenBack,
    Grades,
    Owner,
    OwnerKind,
    Status,
    Way,
)
from portal.integrations.national.gen1 import codes as codes1
from portal.integrations.national.gen1 import messages as gen1
from portal.integrations.national.gen2 import codes as codes2
from portal.integrations.national.gen2 import messages as gen2
from portal.integrations.national.words import moment, read_moment, short
from tests.integrations.national.facts import FACTS, MONTH, STEP, at

STATUS_TABLES = [codes1.STATUS, codes2.STATUS]


@pytest.mark.parametrize("table", STATUS_TABLES)
def test_every_state_of_ours_is_one_of_the_ten_and_comes_back_to_its_group(table):
    back = {number: status for status, number in table.items()}
    assert len(back) == len(table) == len(Status) == len(National) == 10
    for state in State:
        national = STATES[state].national
        number = table[Status[national.name]]
        assert int(number) == national, state
        assert National[back[number].name] is national, state


@pytest.mark.parametrize("table", STATUS_TABLES)
def test_waiting_and_stopped_are_never_told_as_finished(table):
    finished = table[Status.DONE]
    for status in (Status.PAPERS_ASKED, Status.PAYMENT_ASKED, Status.STOPPED):
        assert table[status] != finished
    asked = STATES[State.ASKED_IN_APPRAISAL].national, STATES[State.STOPPED].national
    assert asked == (National.PAPERS_ASKED, National.STOPPED)


def test_every_fact_has_its_number_in_both_generations():
    for kind, table in [
        (Status, codes1.STATUS),
        (Way, codes1.WAY),
        (OwnerKind, codes1.OWNER),
        (GivenBack, codes1.GIVEN_BACK),
        (FeeKind, codes1.FEE),
        (Status, codes2.STATUS),
        (OwnerKind, codes2.OWNER),
        (CopyKind, codes2.COPY),
        (Collected, codes2.COLLECTED),
    ]:
        assert set(table) == set(kind)
    # The two generations number persons differently: a table swapped by mistake is seen here.
    citizen, firm = OwnerKind.CITIZEN, OwnerKind.ENTERPRISE
    assert (codes1.OWNER[citizen], codes1.OWNER[firm]) == ("1", "2")
    assert (codes2.OWNER[citizen], codes2.OWNER[firm]) == (0, 1)


def test_the_plain_fields_of_a_dossier_of_generation_1():
    sent = gen1.dossier(FACTS)

    plain = {name: value for name, value in sent.items() if not isinstance(value, list)}
    assert plain == {
        "MaHoSo": "H99.22-261120-0001",
        "MaTTHC": "1.001193",
        "TenTTHC": "Đăng ký khai sinh",
        "MaLinhVuc": "HT",
        "TenLinhVuc": "Hộ tịch",
        "NoiNopHoSo": "UBND phường Bến Mây",
        "TrichYeuHoSo": "Đăng ký khai sinh cho con",
        "KenhThucHien": "2",
        "ChuHoSo": "Nguyễn Thị Mận",
        "SoGiayToChuHoSo": "079185001234",
        "LoaiDoiTuong": "1",
        "MaDoiTuong": "tech-7",
        "Email": "man@minhha.example",
        "Fax": "",
        "SoDienThoai": "+84901234567",
        "ThongTinKhac": "H99.22-261120-0001",
        "NgayNopHoSo": "20261119235900",
        "NgayTiepNhan": "20261120090000",
        "NgayHenTra": "20261126173000",
        "NgayKetThucXuLy": "20261123100000",
        "NgayTra": "",
        "NgayTuChoi": "",
        "TrangThaiHoSo": "9",
        "DonViXuLy": "Phòng Văn hóa – Xã hội",
        "GhiChu": "",
        "ThongTinTra": "",
        "HinhThuc": "1",
        "HoSoCoThanhPhanSoHoa": "1",
        "TaiKhoanDuocXacThucVoiVNeID": "1",
        "DuocThanhToanTrucTuyen": "0",
    }


def test_the_owner_papers_and_fees_of_a_dossier_of_generation_1():
    sent = gen1.dossier(FACTS)

    assert sent["DinhDanhCHS"] == [{"LoaiDinhDanh": "1", "SoDinhDanh": "079185001234"}]
    assert sent["DSKetNoiCSDL"] == [{"MaCSDL": "CSDLQGDC"}]
    assert sent["DanhSachTepDinhKemKhac"] == []
    assert sent["TaiLieuNop"] == [
        {
            "TepDinhKemId": "7",
            "TenTepDinhKem": "giay-chung-sinh.pdf",
            "IsDeleted": "False",
            "MaThanhPhanHoSo": "KQ.G15.000099",
            "DuongDanTaiTepTin": "https://minhha.example/tep-doi-tac/giay-chung-sinh.pdf/",
            "DuocSoHoa": "1",
            "DuocTaiSuDung": "0",
            "DuocLayTuKhoDMQG": "0",
            "MaKetQuaThayThe": "",
        }
    ]
    assert sent["DanhSachLePhi"] == [
        {
            "TenPhiLePhi": "Lệ phí hộ tịch",
            "MaPhiLePhi": "LP1",
            "HinhThucThu": "1",
            "Gia": "8000",
            "LoaiPhiLePhi": "2",
        }
    ]


def test_the_requests_and_results_of_a_dossier_of_generation_1():
    sent = gen1.dossier(FACTS)

    (asked,) = sent["DanhSachHoSoBoSung"]
    assert asked.pop("DanhSachGiayToBoSung")[0]["TepDinhKemId"] == "8"
    assert asked == {
        "HoSoBoSungId": "3",
        "NguoiYeuCauBoSung": "Đỗ Minh Quân",
        "NoiDungBoSung": "Ảnh mờ, không đọc được.",
        "NgayBoSung": "20261120100000",
        "NguoiTiepNhanBoSung": "Nguyễn Thị Mận",
        "ThongTinTiepNhan": "Đã chụp lại.",
        "NgayTiepNhanBoSung": "20261121080000",
        "TrangThaiBoSung": "1",
        "DanhSachLePhiBoSung": [],
        "NgayHenTraTruoc": "20261125173000",
        "NgayHenTraMoi": "20261126173000",
    }
    assert sent["DanhSachGiayToKetQua"] == [
        {
            "TenGiayTo": "Giấy khai sinh",
            "MaThanhPhanHoSo": "",
            "GiayToId": "k1",
            "DuongDanTepTinKetQua": "https://minhha.example/tep-doi-tac/ket-qua.pdf/",
            "MaGiayToKetQua": "H99.22-261120-0001-KQ1",
        }
    ]


def test_a_step_is_told_with_start_and_due():
    assert gen1.step("A-1", STEP) == {
        "MaHoSo": "A-1",
        "NguoiXuLy": "Đỗ Minh Quân",
        "ChucDanh": "Công chức tư pháp – hộ tịch",
        "ThoiDiemXuLy": "20261120090000",
        "PhongBanXuLy": "Phòng Văn hóa – Xã hội",
        "NoiDungXuLy": "Đã tiếp nhận",
        "TrangThai": "2",
        "NgayBatDau": "20261119235900",
        "NgayKetThucTheoQuyDinh": "20261126173000",
    }


def test_moments_are_vietnamese_whatever_zone_they_come_in():
    utc = datetime(2026, 11, 19, 17, 0, tzinfo=UTC)
    assert moment(utc) == "20261120000000"
    assert read_moment("20261120000000") == utc
    for wrong in (
        "2026-11-20",
        "20261320000000",
        "2026112000000",
        "２０２６１１２０００００００",
        "",
    ):
        with pytest.raises(ValueError):
            read_moment(wrong)


@pytest.mark.parametrize(
    ("number", "kinds"), [("079185001234", ["1"]), ("123456789", ["2"]), ("0100109106", [])]
)
def test_a_tax_number_is_no_identity_number(number, kinds):
    owner = replace(FACTS.owner, number=number)
    sent = gen1.dossier(replace(FACTS, owner=owner))
    assert [row["LoaiDinhDanh"] for row in sent["DinhDanhCHS"]] == kinds


def test_a_long_summary_is_cut_where_the_centre_cuts():
    sent = gen1.dossier(replace(FACTS, summary="ộ " * 900))
    assert len(sent["TrichYeuHoSo"]) == 1000
    assert sent["TrichYeuHoSo"].endswith("…")
    assert short("  một \n hai ", 20) == "một hai"


@pytest.mark.parametrize(
    ("grades", "shares"),
    [
        (Grades(), ["0", "0", "0"]),
        (Grades(1, 0, 0), ["100", "0", "0"]),
        (Grades(1, 1, 1), ["34", "33", "33"]),
        (Grades(1, 2, 0), ["33", "67", "0"]),
    ],
)
def test_shares_of_ratings_add_up(grades, shares):
    sent = gen1.satisfaction(replace(MONTH, overall=grades))
    assert [
        sent[f"PhanTramDanhGia{name}"] for name in ("RatHaiLong", "HaiLong", "ChuaHaiLong")
    ] == shares
    assert sent["TongSoNguoiDanhGia"] == str(grades.total)


def test_the_ratings_of_a_month_field_by_field():
    sent = gen1.satisfaction(MONTH)
    assert (sent["MaThuTuc"], sent["Madonvi"]) == ("1.001193", "H99.22")
    assert set(sent) == {
        "NgayTongHop",
        "TongSoNguoiDanhGia",
        "PhanTramDanhGiaRatHaiLong",
        "PhanTramDanhGiaHaiLong",
        "PhanTramDanhGiaChuaHaiLong",
        "PhanTramDanhGiaDichVuRatHaiLong",
        "PhanTramDanhGiaDichVuHaiLong",
        "PhanTramDanhGiaDichVuChuaHaiLong",
        "MaThuTuc",
        "NoiDung",
        "Madonvi",
        "TenDonVi",
    }


def test_a_dossier_of_generation_2_field_by_field():
    sent = gen2.new_dossier(FACTS, {"7": {"IdTepTin": "f-1", "HashTepTin": "ab"}})

    assert sent == {
        "MaHoSo": "H99.22-261120-0001",
        "MaTTHC": "1.001193",
        "MaDichVuCong": "1.001193",
        "ChuHoSo": "Nguyễn Thị Mận",
        "LoaiDoiTuong": 0,
        "MaDonViTiepNhan": "H99.22",
        "NgayNop": "20261119235900",
        "NgayTiepNhan": "20261120090000",
        "ThanhPhanHoSo": [
            {
                "MaThanhPhanHoSo": "KQ.G15.000099",
                "TenThanhPhanHoSo": "Giấy chứng sinh",
                "SoLuong": 1,
                "LoaiBan": 2,
                "GiayToDinhKem": [
                    {
                        "IdGiayTo": "f-1",
                        "MaKetQua": "",
                        "TenGiayTo": "giay-chung-sinh.pdf",
                        "HashTepTin": "ab",
                    }
                ],
            }
        ],
        "ThongTinNguoiNop": {
            "LoaiDoiTuong": 0,
            "IdDoiTuong": "tech-7",
            "ThongTinChiTiet": {
                "TenNguoiNop": "Nguyễn Thị Mận",
                "SoDinhDanh": "079185001234",
                "NgayCapDinhDanh": "",
                "NgaySinh": "19850412",
                "SoDienThoai": "+84901234567",
                "Email": "man@minhha.example",
                "Fax": "",
                "MaTinh": "",
                "MaHuyen": "",
                "MaXa": "",
                "DiaChiChiTiet": "",
            },
        },
        "EformThongTinChiTiet": "",
    }


@pytest.mark.parametrize("status", Status)
def test_fees_go_with_the_statuses_that_concern_them(status):
    sent = gen2.status(replace(FACTS, status=status), moment(at(23)))
    with_fees = status in {Status.PAYMENT_ASKED, Status.PAPERS_ASKED, Status.DONE}
    assert ("DanhSachLePhi" in sent) is with_fees
    assert sent["TrangThai"] == codes2.STATUS[status]
    if with_fees:
        assert sent["DanhSachLePhi"] == [
            {
                "MaPhiLePhi": "LP1",
                "TenPhiLePhi": "Lệ phí hộ tịch",
                "SoTien": "8000",
                "ThoiDiemThu": 1,
                "DaThanhToan": 1,
            }
        ]


def test_an_owner_without_a_number_is_told_without_one():
    owner = Owner("Trần Văn Đậu", OwnerKind.CITIZEN)
    sent = gen1.dossier(replace(FACTS, owner=owner))
    assert (sent["SoGiayToChuHoSo"], sent["DinhDanhCHS"]) == ("", [])
