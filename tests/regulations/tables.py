"""Reads the tables that a lawyer can read."""

from datetime import date, datetime, time
from pathlib import Path

import yaml

from portal.kernel.calendar import VIETNAM, SpecialDay, WorkingCalendar
from portal.kernel.clock import Interval, WaitKind

HERE = Path(__file__).parent
WEEKDAYS = {"t2-t6": range(5), "t7": (5,), "cn": (6,)}


def cases(name: str) -> list[dict]:
    """The cases of one table, each with the table's calendar when it names none."""
    table = _read(name)
    shared = {key: value for key, value in table.items() if key != "cases"}
    return [shared | case for case in table["cases"]]


def calendar(name: str) -> WorkingCalendar:
    described = _read("calendars")[name]
    weekly: list[tuple] = [()] * 7
    for days, hours in described["tuan"].items():
        for day in WEEKDAYS[days]:
            weekly[day] = spans(hours)
    off = {day: SpecialDay(text) for day, text in described["nghi"].items()}
    working = {day: _worked(text) for day, text in described["lam_bu"].items()}
    return WorkingCalendar(name, tuple(weekly), off, working)


def spans(hours: list[list[str]]) -> tuple:
    return tuple((time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in hours)


def moment(text: str | datetime | date | None) -> datetime | None:
    """A moment of a table, which is Vietnam's time; nothing stays nothing."""
    if not text:
        return None
    read = text if isinstance(text, datetime) else datetime.fromisoformat(str(text))
    return read.replace(tzinfo=VIETNAM)


def interval(text: str) -> Interval:
    """`asked/answered`, and behind a space the kind of waiting when it is not a supplement."""
    moments, _space, kind = text.partition(" ")
    asked, answered = moments.split("/")
    return Interval(moment(asked), moment(answered), WaitKind[kind or "SUPPLEMENT"])


def _worked(text: str | dict) -> SpecialDay:
    if isinstance(text, str):
        return SpecialDay(text)
    return SpecialDay(text["ten"], spans=spans(text["gio"]))


def _read(name: str) -> dict:
    return yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
