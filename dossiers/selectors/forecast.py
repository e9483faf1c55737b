"""When a dossier is likely to be done, from others like it or from its process, beside the law."""

from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from django.utils import timezone

from dossiers.models import Dossier
from dossiers.selectors.clock import clock_rules, clock_start, waits
from portal.agencies.selectors import calendar_of
from portal.kernel.clock import Policy, Unit, due
from procedures.selectors.figures import Forecast as Measure
from procedures.selectors.figures import measured
from procedures.selectors.process import process_days


@dataclass(frozen=True)
class Forecast:
    """`likely` is when half of the dossiers like it were done, or what the process plans; nine in
    ten were done by `mostly`. `measure` is None for a plan. `waits_for` are what holds it up now.
    """

    likely: date | None
    mostly: date | None
    legal: datetime | None
    measure: Measure | None
    waits_for: tuple[str, ...]


def forecast(dossier: Dossier, now: datetime) -> Forecast | None:
    """None before the clock has begun, and where nothing is known of the time it takes."""
    if dossier.accepted_at is None or dossier.is_final:
        return None
    measure = _measure(dossier, timezone.localdate(now))
    days = measure.median if measure else ceil(process_days(dossier.revision.process_steps.all()))
    since = clock_start(dossier) if days or measure else None
    if since is None:
        return None
    likely = _after(dossier, since, days, now)
    mostly = _after(dossier, since, measure.days, now) if measure else None
    return Forecast(likely, mostly, dossier.deadline_at, measure, _waits_for(dossier))


def _measure(dossier: Dossier, today: date) -> Measure | None:
    case = dossier.case.key if dossier.case else ""
    found = measured(dossier.revision.procedure.code, today, dossier.agency_id)
    return found.forecasts.get((case, dossier.channel.kind))


def _after(dossier: Dossier, since: datetime, days: int, now: datetime) -> date | None:
    """So many working days after `since`, without the waiting; None when that is over, or open."""
    calendar = calendar_of(dossier.agency, timezone.localdate(since))
    rules = clock_rules(dossier.revision)
    waited = [wait for wait in waits(dossier) if wait.asked >= since]
    answer = due(
        since,
        max(days, 1),
        Unit.WORKING_DAY,
        calendar,
        Policy.EXCLUDE,
        waited,
        left_out=rules.left_out,
    )
    return timezone.localdate(answer.at) if answer.at and answer.at > now else None


def _waits_for(dossier: Dossier) -> tuple[str, ...]:
    """What is waited for now, in the reader's language; else the unit that has it."""
    rows = [row for row in dossier.intervals.all() if row.answered_at is None]
    named = tuple(str(row.get_kind_display()) for row in rows)
    return named or (str(dossier.holder),)
