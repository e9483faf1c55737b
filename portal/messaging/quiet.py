"""Hours in which a telephone must not ring because of us, in Vietnam's time."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From `begins` up to `ends`, which may lie on the next day; the same twice: none at all."""

    begins: time
    ends: time

    @classmethod
    def parse(cls, text: str) -> Self:
        """`21:00-07:00`; an empty text means none. Raises ValueError for anything else."""
        if not text:
            return cls(time.min, time.min)
        begins, dash, ends = text.partition("-")
        if not dash:
            raise ValueError(f"{text!r} is not of the form 21:00-07:00")
        return cls(time.fromisoformat(begins.strip()), time.fromisoformat(ends.strip()))

    def holds_at(self, moment: datetime) -> bool:
        clock = moment.astimezone(VIETNAM).time()
        if self.begins <= self.ends:
            return self.begins <= clock < self.ends
        return clock >= self.begins or clock < self.ends

    def over_at(self, moment: datetime) -> datetime:
        """`moment` itself when it is not quiet then, else the end of these quiet hours."""
        if not self.holds_at(moment):
            return moment
        here = moment.astimezone(VIETNAM)
        end = datetime.combine(here.date(), self.ends, VIETNAM)
        return end if end > here else end + timedelta(days=1)
