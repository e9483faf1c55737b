"""Days off and days worked in exchange that new calendars start with.

What is announced later is entered in the back office, as a new version of the calendar.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

OFF, WORKING = "OFF", "WORKING"
LABOUR_CODE = "Điều 112 Bộ luật 45/2019/QH14"
CULTURE_DAY = "Nghị quyết 28/2026/QH16"
SWAP_JANUARY = "12729/VPCP-KGVX"


@dataclass(frozen=True, slots=True)
class Announced:
    """Days with one name; ``last`` is included."""

    first: date
    last: date
    kind: str
    name: str
    name_en: str
    basis: str

    def days(self) -> Iterator[date]:
        return (self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


def _day(first: date, name: str, name_en: str, basis: str = LABOUR_CODE, **more) -> Announced:
    return Announced(first, more.get("last", first), more.get("kind", OFF), name, name_en, basis)


TET = ("Tết Nguyên đán", "Lunar New Year")
KINGS = ("Giỗ Tổ Hùng Vương", "Hung Kings' Commemoration Day")
VICTORY = ("Ngày Chiến thắng", "Victory Day")
LABOUR = ("Ngày Quốc tế Lao động", "International Labour Day")
NATIONAL = ("Quốc khánh", "National Day")
CULTURE = ("Ngày Văn hóa Việt Nam", "Vietnam Culture Day")

ANNOUNCED = (
    _day(date(2026, 1, 1), "Tết Dương lịch", "New Year's Day"),
    _day(
        date(2026, 1, 2), "Nghỉ hoán đổi với 10/01", "Off in exchange for 10 January", SWAP_JANUARY
    ),
    _day(
        date(2026, 1, 10),
        "Làm bù ngày 02/01",
        "Worked in exchange for 2 January",
        SWAP_JANUARY,
        kind=WORKING,
    ),
    _day(date(2026, 2, 16), *TET, last=date(2026, 2, 20)),
    _day(date(2026, 4, 27), "Nghỉ bù Giỗ Tổ Hùng Vương", "In lieu of Hung Kings' Day"),
    _day(date(2026, 4, 30), *VICTORY),
    _day(date(2026, 5, 1), *LABOUR),
    _day(
        date(2026, 8, 22),
        "Làm bù ngày 31/08",
        "Worked in exchange for 31 August",
        "",
        kind=WORKING,
    ),
    _day(date(2026, 8, 31), "Nghỉ hoán đổi với 22/08", "Off in exchange for 22 August", ""),
    _day(date(2026, 9, 1), *NATIONAL, last=date(2026, 9, 2)),
    _day(date(2026, 11, 24), *CULTURE, CULTURE_DAY),
    _day(date(2027, 1, 1), "Tết Dương lịch", "New Year's Day"),
    _day(date(2027, 2, 4), *TET, last=date(2027, 2, 10)),
    _day(date(2027, 4, 16), *KINGS),
    _day(date(2027, 4, 30), *VICTORY),
    _day(date(2027, 5, 1), *LABOUR),
    _day(date(2027, 5, 3), "Nghỉ bù Ngày Quốc tế Lao động", "In lieu of International Labour Day"),
    _day(date(2027, 9, 2), *NATIONAL, last=date(2027, 9, 3)),
    _day(date(2027, 11, 24), *CULTURE, CULTURE_DAY),
)
