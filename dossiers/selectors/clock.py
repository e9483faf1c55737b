"""The dates of a dossier as the legal clock computes them, without writing anything."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from dossiers.models import Correction, Dossier, DueKind, LimitExtension, WaitingInterval
from dossiers.rules.endings import CORRECTION_WORKING_DAYS
from dossiers.rules.extension import NOTICE_DAYS_BEFORE
from dossiers.rules.intake import REPLY_WORKING_HOURS
from dossiers.rules.supplement import ANSWER_WORKING_DAYS, APPRAISAL_MAX_WORKING_DAYS
from dossiers.selectors.counter.desk import is_from_elsewhere, own_desk
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
from portal.kernel.rules.clock import START as CLOCK_START
from procedures.models import Revision
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


def clock_start(dossier: Dossier) -> datetime | None:
    """When the limit of an accepted dossier begins: with its acceptance, or, accepted at the desk
    of another agency, once the agency in charge has received it; None as long as it has not.
    """
    begins = CLOCK_START.on(dossier.rules_day)["boundary_free"]
    if begins == "ACCEPTED_COMPLETE" or not is_from_elsewhere(dossier):
        return dossier.accepted_at
    taken = dossier.hand_overs.filter(taker=own_desk(dossier), taken_at__isnull=False).first()
    return taken.taken_at if taken else None


def return_due(dossier: Dossier) -> Computed:
    """The date of return by the limit the dossier was accepted under, with every stretch of waiting
    (NĐ 118/2025, art. 17(3)). Without a last hour, a same-day result is owed the same day at
    whatever hour the dossier came. There is no date before the clock has begun.
    """
    correction = open_correction(dossier)
    if correction is not None:
        return correction_due(dossier, correction)
    terms, since = terms_for(dossier), clock_start(dossier)
    calendar = calendar_of(dossier.agency, timezone.localdate(since or dossier.accepted_at))
    limit, unit = limit_of(terms)
    if since is None:
        return Computed(dossier.accepted_at, limit, unit, calendar, Due(None, waiting=True))
    answer = due_under(terms, clock_of(dossier), since, calendar, waits(dossier))
    return Computed(since, limit, unit, calendar, answer)


def open_correction(dossier: Dossier) -> Correction | None:
    """The mistake that is being put right, if there is one."""
    return Correction.objects.filter(dossier=dossier, done_at=None).first()


def correction_due(dossier: Dossier, correction: Correction) -> Computed:
    """By when a mistake of the agency is put right, whatever the limit of the procedure."""
    day = timezone.localdate(correction.at)
    days, calendar = CORRECTION_WORKING_DAYS.on(day), calendar_of(dossier.agency, day)
    clock = clock_rules(dossier.revision)
    since = [wait for wait in waits(dossier) if wait.asked >= correction.at]
    answer = due(
        correction.at,
        days,
        Unit.WORKING_DAY,
        calendar,
        clock.policy,
        since,
        left_out=clock.left_out,
    )
    return Computed(correction.at, days, Unit.WORKING_DAY, calendar, answer)


@dataclass(frozen=True)
class Clock:
    """What a procedure says of its clock, and what the dossier was given on top."""

    policy: Policy = Policy.RESTART
    left_out: frozenset[WaitKind] = OF_THE_APPLICANT
    extension: int = 0
    cap: int | None = None


def clock_rules(revision: Revision) -> Clock:
    """A revision that names no waits leaves out those that only the applicant can end."""
    named = frozenset(WaitKind(kind) for kind in revision.left_out)
    return Clock(
        Policy(revision.clock_policy), named or OF_THE_APPLICANT, cap=revision.extension_cap
    )


def clock_of(dossier: Dossier) -> Clock:
    clock = clock_rules(dossier.revision)
    given = LimitExtension.objects.filter(dossier=dossier).first()
    return replace(clock, extension=given.amount) if given else clock


def due_under(
    terms: Terms,
    clock: Clock,
    since: datetime,
    calendar: WorkingCalendar,
    waiting: Sequence[Interval],
) -> Due:
    """The date of return of what was accepted at `since`, under whichever terms.

    A same-day result may take longer, where the procedure says so, once something is verified.
    """
    if terms.limit_kind == LimitKind.SAME_DAY:
        verified = any(wait.kind is WaitKind.VERIFICATION for wait in waiting)
        return same_day(
            since, calendar, terms.cutoff or time.max, terms.at_most if verified else None
        )
    limit, unit = limit_of(terms)
    return due(
        since,
        limit,
        unit,
        calendar,
        clock.policy,
        [wait for wait in waiting if wait.asked >= since],
        left_out=clock.left_out,
        extension=clock.extension if unit is not Unit.NONE else 0,
        cap=clock.cap,
    )


def limit_of(terms: Terms) -> tuple[int | None, Unit]:
    """The number and unit of a limit; none of a same day or where there is no limit."""
    if terms.limit_kind == LimitKind.LIMITED:
        return terms.limit, Unit(terms.unit)
    return None, Unit.NONE


def asking_ends(dossier: Dossier) -> datetime | None:
    """Until when more papers may be asked for in appraisal, by the law of the sector where the
    procedure names it, else by the general rule; None before the clock has begun.
    """
    since = clock_start(dossier) if dossier.accepted_at else None
    if since is None:
        return None
    days = dossier.revision.asking_days or APPRAISAL_MAX_WORKING_DAYS.on(dossier.rules_day)
    calendar = calendar_of(dossier.agency, timezone.localdate(since))
    return due(since, days, Unit.WORKING_DAY, calendar).at


def answer_due(dossier: Dossier, asked: datetime) -> datetime | None:
    """Until when the applicant should complete what was asked for at `asked`."""
    days = dossier.revision.answer_days or ANSWER_WORKING_DAYS.on(dossier.rules_day)
    calendar = calendar_of(dossier.agency, timezone.localdate(asked))
    return due(asked, days, Unit.WORKING_DAY, calendar).at


def apology_by(dossier: Dossier) -> date | None:
    """The last day on which the apology for a date that cannot be kept goes out in time; None while
    no date runs.
    """
    if dossier.deadline_at is None:
        return None
    days = NOTICE_DAYS_BEFORE.on(dossier.rules_day)
    return timezone.localdate(dossier.deadline_at) - timedelta(days=days)


def binding(dossier: Dossier, lawful: datetime | None) -> datetime | None:
    """The date that binds the house now: the law's, or the later one of its apology."""
    given = dossier.due_dates.filter(kind=DueKind.REPROMISED).order_by("pk").last()
    if lawful is None or given is None or given.at is None:
        return lawful
    return max(lawful, given.at)


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
    not_counted = clock_rules(dossier.revision).left_out | {WaitKind.SUPPLEMENT}
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
