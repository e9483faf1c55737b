"""The report on the handling of dossiers (form II.06a) from kept figures, by sector, and the
dossiers behind each of its figures.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from dossiers.models import Dossier, Outcome, Overdue, SettlementReport
from dossiers.rules.settlement import CONTACT_POINTS, ONLINE_CHANNELS, TIME_POINTS
from dossiers.selectors.figures import PROCEDURE
from dossiers.workflow import State
from portal.kernel.text import sort_key
from portal.reports.rules.disclosure import ENOUGH
from portal.reports.rules.names import Name
from portal.reports.selectors import figures_by_subject
from portal.reports.values import BEGINNING, Span, Totals
from procedures.models import Procedure, Sector

NAMES = (Name.ACCEPTED, Name.SETTLED, Name.OVERDUE, Name.REOPENED, Name.CONTACTS)
DONE = State.DONE.value


@dataclass(frozen=True)
class Line:
    """One line of the form, or the sum of several. What is no column of its own is a sum or a
    difference of others, so that the form always adds up.
    """

    online: int = 0
    direct: int = 0
    carried_over: int = 0
    early: int = 0
    on_time: int = 0
    late: int = 0
    overdue: int = 0

    @property
    def received(self) -> int:
        return self.online + self.direct + self.carried_over

    @property
    def settled(self) -> int:
        return self.early + self.on_time + self.late

    @property
    def in_process(self) -> int:
        return self.received - self.settled

    @property
    def within(self) -> int:
        return self.in_process - self.overdue

    def __add__(self, other: "Line") -> "Line":
        return Line(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def __bool__(self) -> bool:
        return self != Line()

    def moved_since(self, before: "Line") -> list[tuple[str, int, int]]:
        """The columns that differ: name, what it was, what it is."""
        pairs = ((name, getattr(before, name), getattr(self, name)) for name in COLUMNS)
        return [(name, was, now) for name, was, now in pairs if was != now]


COLUMNS = (
    "received",
    "online",
    "direct",
    "carried_over",
    "settled",
    "early",
    "on_time",
    "late",
    "in_process",
    "within",
    "overdue",
)
"""In the order of the form, from column 3 on."""


@dataclass(frozen=True)
class Beside:
    """What the form has no column for: dossiers taken up again after their ending, and the points
    of the indicators that the events serve, None where too few dossiers were settled.
    """

    reopened: int = 0
    time_points: float | None = None
    contact_points: float | None = None


@dataclass(frozen=True)
class Settlement:
    """The form of some agencies over a span: lines by sector in the order of their names."""

    span: Span
    lines: tuple[tuple[Sector, Line], ...]
    beside: Beside

    @property
    def total(self) -> Line:
        return sum((line for _sector, line in self.lines), Line())

    def as_json(self) -> tuple[dict, dict]:
        """Lines by the key of their sector, and what stands beside them."""
        return {str(sector.pk): asdict(line) for sector, line in self.lines}, asdict(self.beside)


def signed_settlement(report: SettlementReport) -> Settlement:
    """The form as it was signed."""
    sectors = Sector.objects.in_bulk([int(key) for key in report.lines])
    lines = ((sectors[int(key)], Line(**line)) for key, line in report.lines.items())
    span = Span(report.since, report.until)
    return Settlement(span, tuple(lines), Beside(**report.beside))


def differences(signed: Settlement, now: Settlement) -> list[tuple[Sector, str, int, int]]:
    """What corrections have changed since a report was signed: sector, column, signed, now."""
    was, is_now = dict(signed.lines), dict(now.lines)
    sectors = sorted(was.keys() | is_now.keys(), key=_by_name)
    return [
        (sector, *moved)
        for sector in sectors
        for moved in is_now.get(sector, Line()).moved_since(was.get(sector, Line()))
    ]


def settlement(agencies: Iterable[int], span: Span, today: date) -> Settlement:
    """Counted to the end of the span, or to `today` while it runs."""
    spans = _spans(span, today)
    found = figures_by_subject(PROCEDURE, spans, agencies, NAMES)
    rows = Procedure.objects.filter(code__in=found).select_related("sector")
    lines: dict[Sector, Line] = {}
    for procedure in rows.order_by("pk"):
        line = _line(found[procedure.code], span.since)
        lines[procedure.sector] = lines.get(procedure.sector, Line()) + line
    named = sorted(lines.items(), key=lambda row: _by_name(row[0]))
    inside = _sum(each["inside"] for each in found.values())
    return Settlement(span, tuple(row for row in named if row[1]), _beside(inside, span.since))


def _by_name(sector: Sector) -> tuple[str, int]:
    return sort_key(sector.name), sector.pk


def _spans(span: Span, today: date) -> dict[str, Span]:
    until = min(span.until, today)
    return {
        "before": Span(BEGINNING, span.since - timedelta(days=1)),
        "inside": Span(span.since, until),
        "ever": Span(BEGINNING, until),
    }


def _line(found: dict[str, Totals], day: date) -> Line:
    before, inside = found["before"], found["inside"]
    online = inside.of(Name.ACCEPTED, *ONLINE_CHANNELS.on(day))
    outcomes = dict.fromkeys(Outcome.values, 0)
    for detail, amount in inside.by_detail(Name.SETTLED).items():
        outcomes[detail.partition("/")[0]] += amount
    return Line(
        online=online,
        direct=inside.of(Name.ACCEPTED) - online,
        carried_over=before.of(Name.ACCEPTED) - before.of(Name.SETTLED),
        early=outcomes[Outcome.EARLY],
        on_time=outcomes[Outcome.ON_TIME],
        late=outcomes[Outcome.LATE],
        overdue=found["ever"].of(Name.OVERDUE),
    )


def _beside(inside: Totals, day: date) -> Beside:
    times = [inside.of(Name.SETTLED, f"{outcome}/{DONE}") for outcome in Outcome.values]
    calls = [inside.of(Name.CONTACTS, str(number)) for number in range(3)]
    return Beside(
        inside.of(Name.REOPENED),
        _points(times, TIME_POINTS.on(day)),
        _points(calls, CONTACT_POINTS.on(day)),
    )


def _points(counts: list[int], points: tuple[int, ...]) -> float | None:
    """The mean of the points, to one decimal, a half upwards as everybody counts."""
    whole = sum(counts)
    if whole < ENOUGH:
        return None
    mean = Decimal(sum(n * each for n, each in zip(counts, points, strict=True))) / whole
    return float(mean.quantize(Decimal("0.1"), ROUND_HALF_UP))


def _sum(all_totals: Iterable[Totals]) -> Totals:
    amounts: dict[tuple[str, str], int] = {}
    for totals in all_totals:
        for key, amount in totals.amounts.items():
            amounts[key] = amounts.get(key, 0) + amount
    return Totals(amounts)


def behind(dossiers: QuerySet[Dossier], column: str, span: Span, today: date) -> QuerySet[Dossier]:
    """Those of `dossiers` that a column of the form counts. Raises KeyError for no column."""
    until = min(span.until, today)
    inside = Q(course__received_on__range=(span.since, until))
    over = Q(course__received_on__lt=span.since) & _open_at(span.since - timedelta(days=1))
    settled = Q(course__settled_on__range=(span.since, until))
    still = Q(course__received_on__lte=until) & _open_at(until)
    online = Q(channel__kind__in=ONLINE_CHANNELS.on(span.since))
    late = _overdue_at(until)
    conditions = {
        "received": inside | over,
        "online": inside & online,
        "direct": inside & ~online,
        "carried_over": over,
        "settled": settled,
        **{
            name: settled & Q(course__outcome=outcome)
            for name, outcome in (
                ("early", Outcome.EARLY),
                ("on_time", Outcome.ON_TIME),
                ("late", Outcome.LATE),
            )
        },
        "in_process": still,
        "within": still & ~Q(late),
        "overdue": still & Q(late),
    }
    return dossiers.filter(conditions[column])


def _open_at(day: date) -> Q:
    return Q(course__settled_on=None) | Q(course__settled_on__gt=day)


def _overdue_at(day: date) -> Exists:
    ended = Q(until=None) | Q(until__gt=day)
    return Exists(Overdue.objects.filter(ended, dossier=OuterRef("pk"), since__lte=day))
