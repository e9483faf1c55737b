"""The dates of a dossier as the legal clock computes them, without writing anything."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone

from dossiers.models import Dossier, WaitingInterval
from dossiers.rules.intake import REPLY_WORKING_HOURS
from dossiers.rules.supplement import APPRAISAL_MAX_WORKING_DAYS
from dossiers.selectors.terms import terms_for
from portal.agencies.selectors import calendar_of
from portal.kernel.calendar import WorkingCalendar
from portal.kernel.clock import (
    OF_THE_APPLICANT,
    Due,
    Interval,
    Policy,
    Unit,
    WaitKind,
    due,
    same_day,
)
from portal.kernel.durations import working_days_between
from portal.kernel.limits import checked_waits
from procedures.models.choices import LimitKind
from procedures.selectors import Terms


@dataclass(frozen=True)
class Computed:
    """A date with all that it was computed from."""

    since: datetime
    limit: int | None
    unit: Unit
    calendar: WorkingCalendar
    answer: Due


def reply_due(dossier: Dossier, since: datetime) -> Computed:
    """The desk answers within eight working hours of receipt (NĐ 45/2020, art. 11(4))."""
    limit = REPLY_WORKING_HOURS.on(dossier.rules_day)
    calendar = calendar_of(dossier.receiving_agency, timezone.localdate(since))
    answer = due(since, limit, Unit.WORKING_HOUR, calendar)
    return Computed(since, limit, Unit.WORKING_HOUR, calendar, answer)


def return_due(dossier: Dossier) -> Computed:
    """The date of return by the limit the dossier was accepted under, from acceptance on, with
    every stretch of waiting for the applicant (NĐ 118/2025, art. 17(3)). Without a last hour, a
    same-day result is owed the same day at whatever hour the dossier came.
    """
    terms, since = terms_for(dossier), dossier.accepted_at
    calendar = calendar_of(dossier.agency, timezone.localdate(since))
    policy = Policy(dossier.revision.clock_policy)
    limit, unit = limit_of(terms)
    answer = due_under(terms, policy, since, calendar, waits(dossier), left_out(dossier))
    return Computed(since, limit, unit, calendar, answer)


def due_under(
    terms: Terms,
    policy: Policy,
    since: datetime,
    calendar: WorkingCalendar,
    waiting: Iterable[Interval],
    left_out: Collection[WaitKind] = OF_THE_APPLICANT,
) -> Due:
    """The date of return of what was accepted at `since`, under whichever terms."""
    if terms.limit_kind == LimitKind.SAME_DAY:
        return same_day(since, calendar, terms.cutoff or time.max)
    limit, unit = limit_of(terms)
    return due(since, limit, unit, calendar, policy, waiting, left_out=left_out)


def limit_of(terms: Terms) -> tuple[int | None, Unit]:
    """The number and unit of a limit; none of a same day or where there is no limit."""
    if terms.limit_kind == LimitKind.LIMITED:
        return terms.limit, Unit(terms.unit)
    return None, Unit.NONE


def asking_ends(dossier: Dossier) -> datetime | None:
    """Until when more papers may be asked for in appraisal; None before acceptance."""
    if dossier.accepted_at is None:
        return None
    days = APPRAISAL_MAX_WORKING_DAYS.on(dossier.rules_day)
    calendar = calendar_of(dossier.agency, timezone.localdate(dossier.accepted_at))
    return due(dossier.accepted_at, days, Unit.WORKING_DAY, calendar).at


def left_out(dossier: Dossier) -> frozenset[WaitKind]:
    """The kinds of waiting that the limit of this procedure does not run through."""
    return OF_THE_APPLICANT


def waits(dossier: Dossier) -> list[Interval]:
    """Every stretch of waiting since acceptance, whatever it does to the date."""
    since = dossier.accepted_at
    rows = dossier.intervals.all() if since else ()
    return [interval_of(row) for row in rows if row.asked_at >= since]


def interval_of(row: WaitingInterval) -> Interval:
    return Interval(row.asked_at, row.answered_at, WaitKind(row.kind))


def days_worked(dossier: Dossier, until: datetime) -> int:
    """Working days after the day of acceptance up to the day of `until`, without those on which
    the house waited for the applicant. Nothing for a dossier done on the day it was accepted.
    """
    calendar = calendar_of(dossier.agency, timezone.localdate(dossier.accepted_at))
    stretches = [(dossier.accepted_at, until)]
    not_counted = left_out(dossier) | {WaitKind.SUPPLEMENT}
    stretches += [
        (wait.asked, wait.answered or until)
        for wait in checked_waits(
            dossier.accepted_at, [wait for wait in waits(dossier) if wait.kind in not_counted]
        )
    ]
    whole, *waiting = (
        working_days_between(timezone.localdate(since), timezone.localdate(end), calendar)
        for since, end in stretches
    )
    return whole - sum(waiting)
