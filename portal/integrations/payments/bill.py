"""What the payer pays for, as the platform wants it beside a request (`ThongTinBienLai`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

FEE, LEVY = "1", "2"


@dataclass(frozen=True, kw_only=True)
class BillLine:
    """One charge. `kind` is 1 for a fee (phí) and everything like one, 2 for a levy (lệ phí)."""

    kind: str
    code: str
    name: str
    amount: Decimal

    def as_json(self) -> dict[str, Any]:
        return {
            "LoaiPhiLePhi": self.kind,
            "MaPhiLePhi": self.code,
            "TenPhiLePhi": self.name,
            "SoTien": str(int(self.amount)),
        }


@dataclass(frozen=True, kw_only=True)
class Bill:
    """Whom the money is for and what it pays. The payer's name is all that is told about a person.

    `MaDichVu` 2 is a payment of an administrative procedure.
    """

    procedure_code: str
    procedure_name: str
    agency_code: str
    agency_name: str
    dossier: str
    account: str
    account_bank: str
    account_name: str
    about: str
    payer: str
    lines: tuple[BillLine, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "MaDichVu": "2",
            "MaDVC": self.procedure_code,
            "TenDVC": self.procedure_name,
            "MaTTHC": self.procedure_code,
            "TenTTHC": self.procedure_name,
            "MaDonVi": self.agency_code,
            "TenDonVi": self.agency_name,
            "MaHoSo": self.dossier,
            "TKThuHuong": self.account,
            "MaNHThuHuong": self.account_bank,
            "TenTKThuHuong": self.account_name,
            "NoiDungThanhToan": self.about,
            "HoTenNguoiNop": self.payer,
            "SoCMNDNguoiNop": "",
            "DiaChiNguoiNop": "",
            "HuyenNguoiNop": "",
            "TinhNguoiNop": "",
            "PhiLePhi": [line.as_json() for line in self.lines],
            "DSKhoanNop": _paid_items(self.lines),
        }


def _paid_items(lines: Iterable[BillLine]) -> list[dict[str, str]]:
    return [{"NoiDung": line.name, "SoTien": str(int(line.amount))} for line in lines]
