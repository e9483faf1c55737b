"""Words of the sources and the codes they stand for. Compared folded: case and marks do not matter.

From the pages of the national portal and the exchange records of the national database; a word
that is not here is reported, never guessed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from portal.kernel.limits import Unit
from portal.kernel.text import fold
from procedures.imports.vocabulary import Audience, ChannelKind, Tier

NOTHING = "Không có thông tin"
"""What a page prints for an empty cell."""

_TIERS = {
    "cap bo": Tier.MINISTRY,
    "cap trung uong": Tier.MINISTRY,
    "bo": Tier.MINISTRY,
    "cap tinh": Tier.PROVINCE,
    "cap so": Tier.PROVINCE,
    "tinh": Tier.PROVINCE,
    "cap xa": Tier.COMMUNE,
    "cap xa phuong": Tier.COMMUNE,
    "xa": Tier.COMMUNE,
    "co quan khac": Tier.OTHER,
    "cap khac": Tier.OTHER,
}
_AUDIENCES = {
    "cong dan": Audience.CITIZEN,
    "ca nhan": Audience.CITIZEN,
    "cong dan viet nam": Audience.CITIZEN,
    "nguoi viet nam dinh cu o nuoc ngoai": Audience.OVERSEAS,
    "nguoi nuoc ngoai": Audience.FOREIGNER,
    "nguoi nuoc ngoai cu tru tai viet nam": Audience.FOREIGNER,
    "can bo cong chuc vien chuc": Audience.OFFICIAL,
    "doanh nghiep": Audience.ENTERPRISE,
    "doanh nghiep viet nam": Audience.ENTERPRISE,
    "doanh nghiep co von dau tu nuoc ngoai": Audience.FOREIGN_ENTERPRISE,
    "to chuc": Audience.ORGANISATION,
    "to chuc khong bao gom doanh nghiep htx": Audience.ORGANISATION,
    "to chuc khong gom doanh nghiep htx": Audience.ORGANISATION,
    "to chuc nuoc ngoai": Audience.FOREIGN_ORGANISATION,
    "hop tac xa": Audience.COOPERATIVE,
}
_CHANNELS = {
    "truc tiep": ChannelKind.COUNTER,
    "nop truc tiep": ChannelKind.COUNTER,
    "truc tuyen": ChannelKind.ONLINE,
    "nop truc tuyen": ChannelKind.ONLINE,
    "truc tuyen mot phan": ChannelKind.ONLINE,
    "truc tuyen toan trinh": ChannelKind.ONLINE,
    "dich vu buu chinh": ChannelKind.POST,
    "buu chinh": ChannelKind.POST,
    "buu chinh cong ich": ChannelKind.POST,
    "dich vu buu chinh cong ich": ChannelKind.POST,
    "nop qua buu chinh": ChannelKind.POST,
    "nop qua buu chinh cong ich": ChannelKind.POST,
    "qua buu dien": ChannelKind.POST,
    "kiosk": ChannelKind.KIOSK,
    "ki-ot": ChannelKind.KIOSK,
    "ki ot": ChannelKind.KIOSK,
}
_UNITS = {
    "ngay lam viec": Unit.WORKING_DAY,
    "ngay": Unit.CALENDAR_DAY,
    "gio lam viec": Unit.WORKING_HOUR,
    "gio": Unit.HOUR,
    "phut": Unit.MINUTE,
    "thang": Unit.MONTH,
    "nam": Unit.YEAR,
}
UNIT_WORDS = r"ngày làm việc|giờ làm việc|ngày|giờ|phút|tháng|năm"
CHANNEL_WORDS = (
    r"Nộp trực tiếp|Trực tiếp|Nộp trực tuyến|Trực tuyến toàn trình|Trực tuyến một phần|Trực tuyến"
    r"|Dịch vụ bưu chính công ích|Dịch vụ bưu chính|Nộp qua bưu chính công ích|Bưu chính công ích"
    r"|Nộp qua bưu chính|Qua bưu điện|Bưu chính|Kiosk|Ki-ốt|Ki ốt"
)
_DONG = frozenset(("vnđ", "vnd", "việt nam đồng", "đồng", "đ"))
CURRENCY_WORDS = r"Việt Nam Đồng|VNĐ|VND|đồng|USD|EUR|JPY|đô la Mỹ|đô la|\$|€"
PRINTED_CURRENCIES = r"Việt Nam Đồng|VNĐ|VND|Đồng|USD|EUR|JPY"
_CURRENCIES = {"usd": "USD", "$": "USD", "đô la mỹ": "USD", "đô la": "USD", "eur": "EUR"}
_EMPTY = frozenset(("", "-", "--", "----", "khong co thong tin", "khong", "khong co"))
LONGEST_WORD = 80
_SIGNS = re.compile(r"[(),;.]")


def tier(word: str) -> Tier | None:
    return _TIERS.get(_plain(word))


def audience(word: str) -> Audience | None:
    return _AUDIENCES.get(_plain(word))


def channel(word: str) -> ChannelKind | None:
    return _CHANNELS.get(_plain(word))


def unit(word: str) -> Unit | None:
    return _UNITS.get(_plain(word))


def currency(word: str) -> str:
    """The code of a currency: `VND` for every way of writing đồng, else ISO 4217 where known."""
    small = word.strip().casefold()
    return "VND" if small in _DONG else _CURRENCIES.get(small, word.strip().upper())


def empty(text: str) -> bool:
    """Whether a cell or field says that there is nothing."""
    return len(text) <= LONGEST_WORD and _plain(text) in _EMPTY


def _plain(word: str) -> str:
    return _folded(word) if len(word) <= LONGEST_WORD else ""


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    return " ".join(_SIGNS.sub(" ", fold(word)).split())
