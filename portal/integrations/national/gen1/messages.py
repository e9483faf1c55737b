"""Facts of a dossier in the field names of generation 1 (`DongBoHoSoMC` and its sisters)."""

from typing import Any

from portal.integrations.national.facts import (
    DossierFacts,
    FeeDue,
    Grades,
    Owner,
    PaperIn,
    ResultOut,
    Round,
    Satisfaction,
    Step,
)
from portal.integrations.national.gen1 import codes
from portal.integrations.national.words import day, flag, moment, money, short

SUMMARY, REMARK = 1000, 2000

Fields = dict[str, Any]


def dossier(facts: DossierFacts) -> Fields:
    """One entry of `data` of `DongBoHoSoMC`."""
    return {
        "MaHoSo": facts.code,
        "MaTTHC": facts.procedure_code,
        "TenTTHC": facts.procedure_name,
        "MaLinhVuc": facts.sector_code,
        "TenLinhVuc": facts.sector_name,
        "NoiNopHoSo": facts.received_at,
        "TrichYeuHoSo": short(facts.summary, SUMMARY),
        "KenhThucHien": codes.WAY[facts.way],
        **_owner(facts.owner),
        "ThongTinKhac": facts.local_code,
        **_dates(facts),
        "TrangThaiHoSo": codes.STATUS[facts.status],
        "DonViXuLy": facts.held_by,
        "GhiChu": short(facts.remark, REMARK),
        "ThongTinTra": facts.given_to,
        "HinhThuc": codes.GIVEN_BACK[facts.given_back],
        "TaiLieuNop": [_paper(paper) for paper in facts.papers],
        "DanhSachTepDinhKemKhac": [],
        "DanhSachLePhi": [_fee(fee) for fee in facts.fees],
        "DanhSachHoSoBoSung": [_round(asked) for asked in facts.rounds],
        "DanhSachGiayToKetQua": [_result(result) for result in facts.results],
        "HoSoCoThanhPhanSoHoa": flag(facts.quality.digitised),
        "TaiKhoanDuocXacThucVoiVNeID": flag(facts.quality.identity_proven),
        "DuocThanhToanTrucTuyen": flag(facts.quality.paid_online),
        "DSKetNoiCSDL": [{"MaCSDL": code} for code in facts.quality.databases],
    }


def step(code: str, done: Step) -> Fields:
    """One entry of `data` of `CapNhatTienDoHoSoMC`."""
    return {
        "MaHoSo": code,
        "NguoiXuLy": done.by,
        "ChucDanh": done.post,
        "ThoiDiemXuLy": moment(done.at),
        "PhongBanXuLy": done.unit,
        "NoiDungXuLy": short(done.words, SUMMARY),
        "TrangThai": codes.STATUS[done.status],
        "NgayBatDau": moment(done.started_at),
        "NgayKetThucTheoQuyDinh": moment(done.due_at),
    }


def satisfaction(month: Satisfaction) -> Fields:
    """One entry of `data` of `DongBoDanhGia`."""
    return {
        "NgayTongHop": day(month.compiled_on),
        "TongSoNguoiDanhGia": str(month.overall.total),
        **_shares("PhanTramDanhGia", month.overall),
        **_shares("PhanTramDanhGiaDichVu", month.service),
        "MaThuTuc": month.procedure_code,
        "NoiDung": "",
        "Madonvi": month.agency_code,
        "TenDonVi": month.agency_name,
    }


def _owner(owner: Owner) -> Fields:
    kind = codes.NUMBER_KIND.get(len(owner.number))
    numbers = [{"LoaiDinhDanh": kind, "SoDinhDanh": owner.number}] if kind else []
    return {
        "ChuHoSo": owner.name,
        "SoGiayToChuHoSo": owner.number,
        "LoaiDoiTuong": codes.OWNER[owner.kind],
        "MaDoiTuong": owner.account,
        "DinhDanhCHS": numbers,
        "Email": owner.email,
        "Fax": "",
        "SoDienThoai": owner.phone,
    }


def _dates(facts: DossierFacts) -> Fields:
    return {
        "NgayNopHoSo": moment(facts.filed_at),
        "NgayTiepNhan": moment(facts.accepted_at),
        "NgayHenTra": moment(facts.due_at),
        "NgayKetThucXuLy": moment(facts.decided_at),
        "NgayTra": moment(facts.returned_at),
        "NgayTuChoi": moment(facts.refused_at),
    }


def _paper(paper: PaperIn) -> Fields:
    return {
        "TepDinhKemId": paper.key,
        "TenTepDinhKem": paper.file.name,
        "IsDeleted": "False",
        "MaThanhPhanHoSo": paper.paper_code,
        "DuongDanTaiTepTin": paper.file.link(),
        "DuocSoHoa": flag(paper.digitised),
        "DuocTaiSuDung": flag(paper.reused),
        "DuocLayTuKhoDMQG": flag(paper.from_store),
        "MaKetQuaThayThe": paper.result_code,
    }


def _fee(fee: FeeDue) -> Fields:
    return {
        "TenPhiLePhi": fee.name,
        "MaPhiLePhi": fee.code,
        "HinhThucThu": codes.PAID_ONLINE if fee.paid_online else codes.PAID_AT_DESK,
        "Gia": money(fee.amount),
        "LoaiPhiLePhi": codes.FEE[fee.kind],
    }


def _round(asked: Round) -> Fields:
    return {
        "HoSoBoSungId": asked.key,
        "NguoiYeuCauBoSung": asked.asked_by,
        "NoiDungBoSung": short(asked.asked_for, REMARK),
        "NgayBoSung": moment(asked.asked_at),
        "NguoiTiepNhanBoSung": asked.answered_by,
        "ThongTinTiepNhan": short(asked.answer, REMARK),
        "NgayTiepNhanBoSung": moment(asked.answered_at),
        "TrangThaiBoSung": codes.ANSWERED_ROUND if asked.answered_at else codes.OPEN_ROUND,
        "DanhSachGiayToBoSung": [_paper(paper) for paper in asked.papers],
        "DanhSachLePhiBoSung": [],
        "NgayHenTraTruoc": moment(asked.due_before),
        "NgayHenTraMoi": moment(asked.due_after),
    }


def _result(result: ResultOut) -> Fields:
    return {
        "TenGiayTo": result.title,
        "MaThanhPhanHoSo": "",
        "GiayToId": result.key,
        "DuongDanTepTinKetQua": result.file.link(),
        "MaGiayToKetQua": result.kind_code or result.code,
    }


def _shares(prefix: str, grades: Grades) -> Fields:
    """Whole percents that add up to a hundred: what rounding leaves goes to the largest."""
    counts = {
        "RatHaiLong": grades.very_satisfied,
        "HaiLong": grades.satisfied,
        "ChuaHaiLong": grades.not_satisfied,
    }
    shares = {name: 100 * number // max(grades.total, 1) for name, number in counts.items()}
    if grades.total:
        shares[max(counts, key=counts.__getitem__)] += 100 - sum(shares.values())
    return {f"{prefix}{name}": str(share) for name, share in shares.items()}
