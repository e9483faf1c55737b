"""How a service is used, how long it really takes, which papers come back: what is kept of its
dossiers, as far as it may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import ceil

from portal.reports.rules.disclosure import ENOUGH, SMALL, WINDOWS, year_of
from portal.reports.rules.names import Name
from portal.reports.selectors import figures
from portal.reports.values import BEGINNING, Span, Totals
from procedures.models.choices import ChannelKind
from procedures.models.fault import PaperFault

SUBJECT = "procedure"
ONLINE = ChannelKind.ONLINE.value
GRADES = 3, 2, 1
"""Very satisfied, satisfied, not yet satisfied (32/2017/TT-BTTTT, Điều 12)."""
MOST = 9, 10
"""A forecast is what this many in so many had."""


@dataclass(frozen=True)
class Share:
    """`part` of `whole`; nothing is said of so few that they could be pointed at."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """Rounded down: "100 %" is only said when it is all of them."""
        return self.part * 100 // self.whole if self.whole >= SMALL else None

    @property
    def nearest(self) -> int | None:
        """Rounded to the nearest, for shares that people add up."""
        return round(self.part * 100 / self.whole) if self.whole >= SMALL else None


@dataclass(frozen=True)
class Use:
    """The figures of the year up to today (32/2017/TT-BTTTT, Điều 11), and what is in process."""

    since: date
    until: date
    received_online: int
    received: int
    accepted: int
    done_online: int
    done: int
    on_time_online: Share
    on_time: Share
    in_process: int
    satisfaction: Mapping[str, Mapping[int, int]]

    def rated(self, item: str) -> tuple[int, dict[int, int]] | None:
        """How many rated the item, and the share of each grade in per cent; None of too few."""
        grades = self.satisfaction.get(item, {})
        whole = sum(grades.values())
        shares = {grade: Share(grades.get(grade, 0), whole).nearest for grade in GRADES}
        return None if None in shares.values() else (whole, shares)


@dataclass(frozen=True)
class Forecast:
    """Nine in ten of `cases` dossiers done in the last `window` days took at most `days` working
    days from acceptance, half of them at most `median`; waiting for the applicant is not counted.
    """

    days: int
    median: int
    cases: int
    window: int


@dataclass(frozen=True)
class Returned:
    """A paper that was asked for again in about `tenths` of ten dossiers, mostly for `fault`."""

    tenths: int
    fault: PaperFault
    cases: int
    window: int


@dataclass(frozen=True)
class Measured:
    """Everything that is measured of one service.

    `forecasts` is by the keys of case (empty without cases) and channel, `returned` by that of the
    paper; what has too few dossiers is not in it.
    """

    use: Use
    forecasts: Mapping[tuple[str, str], Forecast] = field(default_factory=dict)
    returned: Mapping[str, Returned] = field(default_factory=dict)


def measured(code: str, today: date, agency_id: int | None = None) -> Measured:
    """What is known of the procedure `code`, over all agencies or at one, in one query."""
    year = Span(*year_of(today))
    windows = {str(back.days): Span(today - back, today) for back in WINDOWS}
    spans = {"year": year, "ever": Span(BEGINNING, today), **windows}
    found = figures(SUBJECT, code, spans, agency_id)
    stretches = [(int(name), found[name]) for name in windows]
    return Measured(
        _use(year, found["year"], found["ever"]),
        _by_key(stretches, _times, _forecast),
        _by_key(stretches, _papers, _returned),
    )


def _use(year: Span, totals: Totals, ever: Totals) -> Use:
    grades: dict[str, dict[int, int]] = {}
    for detail, count in totals.by_detail(Name.SATISFACTION).items():
        item, grade = detail.split("/")
        grades.setdefault(item, {})[int(grade)] = count
    return Use(
        since=year.since,
        until=year.until,
        received_online=totals.of(Name.RECEIVED, ONLINE),
        received=totals.of(Name.RECEIVED),
        accepted=totals.of(Name.ACCEPTED),
        done_online=totals.of(Name.DONE, ONLINE),
        done=totals.of(Name.DONE),
        on_time_online=_punctual(totals, ONLINE),
        on_time=_punctual(totals),
        in_process=ever.of(Name.IN_PROCESS),
        satisfaction=grades,
    )


def _punctual(totals: Totals, *channels: str) -> Share:
    on_time, late = totals.of(Name.ON_TIME, *channels), totals.of(Name.LATE, *channels)
    return Share(on_time, on_time + late)


def _by_key(stretches, group, make) -> dict:
    """For each key the value of the shortest stretch of days that holds enough cases for it."""
    made: dict = {}
    for window, totals in stretches:
        for key, cases in group(totals).items():
            value = make(cases, window) if key not in made else None
            if value is not None:
                made[key] = value
    return made


def _times(totals: Totals) -> dict[tuple[str, str], dict[int, int]]:
    """Case and channel → working days → dossiers."""
    times: dict[tuple[str, str], dict[int, int]] = {}
    for detail, count in totals.by_detail(Name.WORKED).items():
        case, channel, days = detail.split("/")
        times.setdefault((case, channel), {})[int(days)] = count
    return times


def _forecast(times: Mapping[int, int], window: int) -> Forecast | None:
    cases = sum(times.values())
    if cases < ENOUGH:
        return None
    most, half = ceil(cases * MOST[0] / MOST[1]), ceil(cases / 2)
    return Forecast(_within(times, most), _within(times, half), cases, window)


def _within(times: Mapping[int, int], wanted: int) -> int:
    """In how many days so many dossiers were done."""
    done = 0
    for days in sorted(times):
        done += times[days]
        if done >= wanted:
            break
    return days


def _papers(totals: Totals) -> dict[str, tuple[int, dict[str, int]]]:
    """Paper → how often it was looked for, and how often it came back for what."""
    papers: dict[str, tuple[int, dict[str, int]]] = {
        key: (count, {}) for key, count in totals.by_detail(Name.PAPER_CHECKED).items()
    }
    for detail, count in totals.by_detail(Name.PAPER_RETURNED).items():
        key, fault = detail.split("/")
        if key in papers:
            papers[key][1][fault] = count
    return papers


def _returned(paper: tuple[int, dict[str, int]], window: int) -> Returned | None:
    cases, faults = paper
    if cases < ENOUGH:
        return None
    tenths = min(10, round(sum(faults.values()) * 10 / cases))
    worst = max(sorted(faults), key=lambda fault: faults[fault], default="")
    return Returned(tenths, PaperFault(worst or PaperFault.OTHER), cases, window)
