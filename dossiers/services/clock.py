"""Writes the dates of a dossier, each computed by the legal clock and kept with its explanation."""

from datetime import date, datetime

from django.utils import timezone

from dossiers.models import Dossier, DueDate, DueKind, Supplement, WaitingInterval
from dossiers.selectors.clock import Computed, binding, clock_rules, reply_due, return_due
from portal.agencies.selectors import calendar_of
from portal.kernel.clock import Unit, WaitKind, due
from portal.kernel.durations import working_days_between


def set_reply_due(dossier: Dossier, since: datetime, at: datetime | None = None) -> DueDate:
    """When the desk owes its answer to what arrived at `since`. A new time is watched anew."""
    dossier.reply_warned_at = dossier.reply_missed_at = None
    return _write(dossier, DueKind.REPLY, reply_due(dossier, since), at or since)


def set_return_due(dossier: Dossier, at: datetime) -> DueDate:
    """When the law wants the result. `at` is the moment of this computation. A new date that was
    given in an apology binds as long as it is the later one.
    """
    return _write(dossier, DueKind.STATUTORY, return_due(dossier), at)


def set_new_date(dossier: Dossier, day: date, at: datetime) -> DueDate:
    """The new date of an apology given at `at`: the close of the working `day`."""
    calendar = calendar_of(dossier.agency, timezone.localdate(at))
    days = working_days_between(timezone.localdate(at), day, calendar)
    answer = due(at, days, Unit.WORKING_DAY, calendar)
    row = _keep(
        dossier, DueKind.REPROMISED, Computed(at, days, Unit.WORKING_DAY, calendar, answer), at
    )
    lawful = dossier.due_dates.filter(kind=DueKind.STATUTORY).order_by("pk").last()
    dossier.deadline_at = binding(dossier, lawful.at if lawful else None)
    return row


def _write(dossier: Dossier, kind: str, computed: Computed, at: datetime) -> DueDate:
    at_last = computed.answer.at
    dossier.deadline_at = at_last if kind == DueKind.REPLY else binding(dossier, at_last)
    return _keep(dossier, kind, computed, at)


def _keep(dossier: Dossier, kind: str, computed: Computed, at: datetime) -> DueDate:
    return DueDate.objects.create(
        dossier=dossier,
        kind=kind,
        at=computed.answer.at,
        since=computed.since,
        limit=computed.limit,
        unit=computed.unit,
        calendar_version=computed.calendar.version,
        days=[line.as_json() for line in computed.answer.days],
        citations=[citation.key for citation in computed.answer.citations],
        computed_at=at,
    )


def open_interval(
    dossier: Dossier,
    kind: WaitKind,
    at: datetime,
    *,
    reason: str = "",
    supplement: Supplement | None = None,
) -> WaitingInterval:
    """From `at` on the dossier waits for what `kind` says; inside a verb, on a locked dossier.

    A wait that the limit does not run through takes the deadline away until it is over.
    """
    if kind == WaitKind.SUPPLEMENT or kind in clock_rules(dossier.revision).left_out:
        dossier.deadline_at = None
    return WaitingInterval.objects.create(
        dossier=dossier, kind=kind, reason=reason, supplement=supplement, asked_at=at
    )


def close_intervals(
    dossier: Dossier, at: datetime, kind: WaitKind | None = None, *, pk: int | None = None
) -> int:
    """End the open waits of the dossier, of one kind or the one with this `pk`; how many ended.

    The verb that goes on computes the date anew with `set_reply_due` or `set_return_due`.
    """
    rows = dossier.intervals.filter(answered_at=None)
    if kind is not None:
        rows = rows.filter(kind=kind)
    if pk is not None:
        rows = rows.filter(pk=pk)
    return rows.update(answered_at=at)
