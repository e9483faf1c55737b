"""Facts of a dossier in the field names of generation 2 (`CreateDossier` and its sisters)."""

from collections.abc import Mapping
from typing import Any

from portal.integrations.national.facts import DossierFacts, FeeDue, Owner, PaperIn, Step
from portal.integrations.national.gen2 import codes
from portal.integrations.national.words import day, moment, money, short

REMARK = 1000

Fields = dict[str, Any]


def new_dossier(facts: DossierFacts, files: Mapping[str, Fields]) -> Fields:
    """`CreateDossier`. `files` maps the key of a paper to what `UploadFile` answered for it."""
    return {
        "MaHoSo": facts.code,
        "MaTTHC": facts.procedure_code,
        "MaDichVuCong": facts.procedure_code,
        "ChuHoSo": facts.owner.name,
        "LoaiDoiTuong": codes.OWNER[facts.owner.kind],
        "MaDonViTiepNhan": facts.received_at_code,
        "NgayNop": moment(facts.filed_at),
        "NgayTiepNhan": moment(facts.accepted_at),
        "ThanhPhanHoSo": [_paper(paper, files[paper.key]) for paper in facts.papers],
        "ThongTinNguoiNop": {
            "LoaiDoiTuong": codes.OWNER[facts.owner.kind],
            "IdDoiTuong": facts.owner.account,
            "ThongTinChiTiet": _person(facts.owner),
        },
        "EformThongTinChiTiet": "",
    }


def step(code: str, done: Step) -> Fields:
    """`CapNhatTienTrinh`: the same facts as a step of generation 1."""
    return {
        "MaHoSo": code,
        "NguoiXuLy": done.by,
        "ChucDanh": done.post,
        "ThoiDiemXuLy": moment(done.at),
        "PhongBanXuLy": done.unit,
        "NoiDungXuLy": short(done.words, REMARK),
        "TrangThai": codes.STATUS[done.status],
        "NgayBatDau": moment(done.started_at),
        "NgayKetThucTheoQuyDinh": moment(done.due_at),
    }


def status(facts: DossierFacts, at: str) -> Fields:
    """`CapNhatTrangThai`; fees go with the statuses that concern them."""
    fields: Fields = {
        "MaHoSo": facts.code,
        "TrangThai": codes.STATUS[facts.status],
        "ThoiDiem": at,
        "NgayHenTra": moment(facts.due_at),
        "NoiDung": short(facts.remark, REMARK),
    }
    if facts.status in codes.WITH_FEES:
        fields["DanhSachLePhi"] = [_fee(fee) for fee in facts.fees]
    return fields


def _paper(paper: PaperIn, sent: Fields) -> Fields:
    return {
        "MaThanhPhanHoSo": paper.paper_code,
        "TenThanhPhanHoSo": paper.title,
        "SoLuong": 1,
        "LoaiBan": codes.COPY[paper.copy],
        "GiayToDinhKem": [
            {
                "IdGiayTo": sent["IdTepTin"],
                "MaKetQua": paper.result_code,
                "TenGiayTo": paper.file.name,
                "HashTepTin": sent["HashTepTin"],
            }
        ],
    }


def _person(owner: Owner) -> Fields:
    return {
        "TenNguoiNop": owner.name,
        "SoDinhDanh": owner.number,
        "NgayCapDinhDanh": "",
        "NgaySinh": day(owner.born),
        "SoDienThoai": owner.phone,
        "Email": owner.email,
        "Fax": "",
        "MaTinh": "",
        "MaHuyen": "",
        "MaXa": "",
        "DiaChiChiTiet": "",
    }


def _fee(fee: FeeDue) -> Fields:
    return {
        "MaPhiLePhi": fee.code,
        "TenPhiLePhi": fee.name,
        "SoTien": money(fee.amount),
        "ThoiDiemThu": codes.COLLECTED[fee.collected],
        "DaThanhToan": 1 if fee.paid else 0,
    }
