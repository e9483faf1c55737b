"""How both generations write moments, yes and no, amounts and long texts."""

from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from portal.kernel.text import nfc

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MOMENT = "%Y%m%d%H%M%S"
DAY = "%Y%m%d"


def moment(at: datetime | None) -> str:
    """`yyyyMMddHHmmss` in Vietnamese time; nothing for nothing."""
    return at.astimezone(VIETNAM).strftime(MOMENT) if at else ""


def day(on: date | None) -> str:
    return on.strftime(DAY) if on else ""


def read_moment(text: str) -> datetime:
    """The moment behind `yyyyMMddHHmmss`. Raises ValueError for anything else."""
    if len(text) != 14 or not text.isascii() or not text.isdigit():
        raise ValueError(text)
    return datetime.strptime(text, MOMENT).replace(tzinfo=VIETNAM)


def midnight(on: date) -> str:
    return moment(datetime.combine(on, time(), VIETNAM))


def flag(value: bool) -> str:
    return "1" if value else "0"


def money(amount: Decimal) -> str:
    """Whole đồng, without a separator."""
    return str(int(amount))


def short(text: str, most: int) -> str:
    """At most `most` characters, the last one saying that something was left out."""
    text = nfc(" ".join(text.split()))
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
