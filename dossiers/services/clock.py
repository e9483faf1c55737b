"""Writes the dates of a dossier, each computed by the legal clock and kept with its explanation."""

from datetime import datetime

from dossiers.models import Dossier, DueDate, DueKind, Supplement, WaitingInterval
from dossiers.selectors.clock import Computed, left_out, reply_due, return_due
from portal.kernel.clock import WaitKind


def set_reply_due(dossier: Dossier, since: datetime, at: datetime | None = None) -> DueDate:
    """When the desk owes its answer to what arrived at `since`. A new time is watched anew."""
    dossier.reply_warned_at = dossier.reply_missed_at = None
    return _write(dossier, DueKind.REPLY, reply_due(dossier, since), at or since)


def set_return_due(dossier: Dossier, at: datetime) -> DueDate:
    """When the law wants the result. `at` is the moment of this computation."""
    return _write(dossier, DueKind.STATUTORY, return_due(dossier), at)


def _write(dossier: Dossier, kind: str, computed: Computed, at: datetime) -> DueDate:
    dossier.deadline_at = computed.answer.at
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
    if kind == WaitKind.SUPPLEMENT or kind in left_out(dossier):
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
