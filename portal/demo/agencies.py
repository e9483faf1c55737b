"""Agencies of the demo province: a fictional one, with a code that no real province holds."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from portal.agencies.models import Agency, AgencyIdentifier, Calendar
from portal.agencies.services import start_calendar
from portal.audit.actors import SYSTEM
from portal.kernel.codes import old_agency_code
from portal.kernel.text import fold

SINCE = date(2025, 7, 1)
PROVINCE, COMMUNE = Agency.Level.PROVINCE, Agency.Level.COMMUNE
Kind = Agency.Kind


@dataclass(frozen=True, slots=True)
class Plan:
    """One agency to be: its code says where it belongs."""

    code: str
    name: str
    name_en: str
    kind: Kind
    level: Agency.Level = PROVINCE
    address: str = ""

    @property
    def parent_code(self) -> str:
        return self.code.rpartition(".")[0]


DEPARTMENTS = (
    ("01", "Trung tâm Phục vụ hành chính công tỉnh", "Provincial Public Service Centre"),
    ("02", "Sở Tư pháp", "Department of Justice"),
    ("03", "Sở Tài chính", "Department of Finance"),
    ("04", "Sở Xây dựng", "Department of Construction"),
    ("05", "Sở Nông nghiệp và Môi trường", "Department of Agriculture and Environment"),
    ("06", "Công an tỉnh", "Provincial Police"),
    ("07", "Sở Khoa học và Công nghệ", "Department of Science and Technology"),
    ("08", "Văn phòng UBND tỉnh", "Office of the Provincial People's Committee"),
)
PROFESSIONAL = {
    "02": ("Phòng Hành chính tư pháp", "Civil Status Division"),
    "03": ("Phòng Đăng ký kinh doanh", "Business Registration Division"),
    "04": ("Phòng Quản lý hoạt động xây dựng", "Construction Management Division"),
    "05": ("Phòng Quản lý đất đai", "Land Management Division"),
    "06": ("Phòng Quản lý xuất nhập cảnh", "Immigration Division"),
    "07": ("Phòng Quản lý công nghệ", "Technology Division"),
    "08": ("Phòng Kiểm soát thủ tục hành chính", "Administrative Procedure Control Division"),
}
COMMUNES = (
    ("21", "xã", "An Khê Hạ", "Commune"),
    ("22", "phường", "Bến Mây", "Ward"),
    ("23", "xã", "Cồn Sậy", "Commune"),
)


def plans() -> list[Plan]:
    """Every agency of the province, each after the one it belongs to."""
    found = [
        Plan(
            "H99",
            "UBND tỉnh Minh Hà",
            "People's Committee of Minh Ha Province",
            Kind.PEOPLE_COMMITTEE,
            address="01 Quảng trường Sông Hà, phường Bến Mây, tỉnh Minh Hà",
        )
    ]
    for group, name, name_en in DEPARTMENTS:
        found += _department(group, name, name_en)
    for group, kind, name, kind_en in COMMUNES:
        found += _commune(group, kind, name, kind_en)
    return found


def _department(group: str, name: str, name_en: str) -> list[Plan]:
    code = f"H99.{group}"
    address = f"{int(group) * 12} đường Bờ Sông, phường Bến Mây, tỉnh Minh Hà"
    if group == "01":
        return [Plan(code, name, name_en, Kind.SERVICE_CENTRE, address=address)]
    kind = Kind.POLICE if group == "06" else Kind.DEPARTMENT
    division, division_en = PROFESSIONAL[group]
    return [
        Plan(code, name, name_en, kind, address=address),
        Plan(f"{code}.01", "Bộ phận Một cửa", "One-stop Desk", Kind.DIVISION),
        Plan(f"{code}.02", division, division_en, Kind.DIVISION),
    ]


def _commune(group: str, kind: str, name: str, kind_en: str) -> list[Plan]:
    code, place = f"H99.{group}", f"{kind} {name}"
    address = f"Đường Trung tâm, {place}, tỉnh Minh Hà"
    units = (
        ("01", "Trung tâm Phục vụ hành chính công", "Public Service Centre", Kind.SERVICE_CENTRE),
        ("02", "Phòng Văn hóa – Xã hội", "Culture and Society Division", Kind.DIVISION),
        ("03", "Phòng Kinh tế", "Economy Division", Kind.DIVISION),
        ("04", f"Công an {place}", f"{kind_en} Police", Kind.POLICE),
    )
    committee = Plan(
        code,
        f"UBND {place}",
        f"People's Committee of {_plain(name)} {kind_en}",
        Kind.PEOPLE_COMMITTEE,
        COMMUNE,
        address,
    )
    return [committee, *(Plan(f"{code}.{unit}", *rest, COMMUNE) for unit, *rest in units)]


def _plain(name: str) -> str:
    return fold(name).title()


def load() -> None:
    """Create the agencies and the calendar that are missing; leave what is there."""
    with transaction.atomic():
        calendar = start_calendar(
            code="minh-ha", name="Lịch làm việc tỉnh Minh Hà", since=date(2026, 1, 1), by=SYSTEM
        )
        known: dict[str, Agency] = {}
        for plan in plans():
            known[plan.code] = _agency(plan, known.get(plan.parent_code), calendar)
    print(f"{len(known)} cơ quan, đơn vị của tỉnh Minh Hà")


def _agency(plan: Plan, parent: Agency | None, calendar: Calendar) -> Agency:
    held = AgencyIdentifier.objects.select_related("agency").filter(code=plan.code).first()
    if held:
        return held.agency
    agency = Agency(
        name=plan.name,
        name_en=plan.name_en,
        kind=plan.kind,
        level=plan.level,
        parent=parent,
        calendar=None if parent else calendar,
        since=SINCE,
        address=plan.address,
        phone=f"0299 3 99 {_number(plan.code):04d}",
        email=f"{plan.code.lower().replace('.', '-')}@minhha.example",
    )
    agency.full_clean()
    agency.save()
    codes = {
        AgencyIdentifier.Form.NEW: plan.code,
        AgencyIdentifier.Form.OLD: old_agency_code(plan.code),
    }
    for form, code in codes.items():
        AgencyIdentifier.objects.create(agency=agency, form=form, code=code, since=SINCE)
    return agency


def _number(code: str) -> int:
    """The end of a telephone number, different for each agency of the demo."""
    return int(code.removeprefix("H99").replace(".", "") or 0)
