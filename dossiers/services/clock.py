"""Writes the dates of a dossier, each computed by the legal clock and kept with its explanation."""

from datetime import datetime

from dossiers.models import Dossier, DueDate, DueKind
from dossiers.selectors.clock import Computed, reply_due, return_due


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
