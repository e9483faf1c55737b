"""Test people of the sandbox. Their numbers have the form of the law and belong to nobody."""

from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5


@dataclass(frozen=True, slots=True)
class Person:
    """`name` is the user name at the provider; `firm` makes it an enterprise's account."""

    name: str
    full_name: str
    number: str
    born: str
    sex: str
    level: str = "2"
    firm: str = ""
    tax_number: str = ""
    firm_address: str = ""

    @property
    def subject(self) -> str:
        return str(uuid5(NAMESPACE_URL, f"urn:sandbox:{self.name}"))

    def claims(self) -> dict[str, Any]:
        """What the national identity would say (names of its claims)."""
        told = {
            "LoaiTaiKhoan": "2" if self.firm else "1",
            "SoDinhDanh": self.number,
            "HoVaTen": self.full_name,
            "NgayThangNamSinh": self.born,
            "GioiTinh": self.sex,
            "TechID": self.subject,
            "loAs": self.level,
            "ThuDienTu": f"{self.name}@example.com",
        }
        if self.firm:
            told |= {
                "MaSoDoanhNghiep": self.tax_number,
                "MaSoThue": self.tax_number,
                "TenDoanhNghiep": self.firm,
                "DiaChi": self.firm_address,
            }
        return told


PEOPLE = (
    Person("man", "Nguyễn Thị Mận", "079185001234", "19850412", "Nữ"),
    Person("dau", "Trần Văn Đậu", "079090002345", "19900823", "Nam"),
    Person("sen", "Phan Thị Sen", "079301003456", "20010105", "Nữ"),
    Person("khoai", "Hồ Văn Khoai", "079072004567", "19721130", "Nam", level="1"),
    Person(
        "gam",
        "Lê Thị Hồng Gấm",
        "079180005678",
        "19800319",
        "Nữ",
        firm="Công ty TNHH Gạch Bến Mây",
        tax_number="0100109106",
        firm_address="Khu phố 4, phường Bến Mây, tỉnh Minh Hà",
    ),
)
BY_NAME = {person.name: person for person in PEOPLE}
