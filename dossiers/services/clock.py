"""Writes the dates of a dossier, each computed by the legal clock and kept with its explanation."""

from datetime import datetime

from django.utils import timezone
from portal.agencies.selectors import calendar_of

from dossiers.models import Dossier, DueDate, DueKind
from dossiers.rules.intake import REPLY_WORKING_HOURS
from portal.kernel.clock import Due, Policy, Unit, due, same_day_due
from procedures.models.choices import LimitKind


def set_reply_due(dossier: Dossier, since: datetime) -> DueDate:
    """The desk answers within eight working hours of receipt (NĐ 45/2020, art. 11(4))."""
    limit = REPLY_WORKING_HOURS.on(dossier.rules_day)
    calendar = calendar_of(dossier.receiving_agency, timezone.localdate(since))
    answer = due(since, limit, Unit.WORKING_HOUR, calendar)
    return _write(dossier, DueKind.REPLY, since, limit, Unit.WORKING_HOUR, calendar, answer)


def set_return_due(dossier: Dossier, since: datetime) -> DueDate:
    """The date of return by the limit of the dossier's channel, counted from `since` (NĐ 118/2025,
    art. 17(3)).
    """
    channel = dossier.channel
    calendar = calendar_of(dossier.agency, timezone.localdate(since))
    if channel.limit_kind == LimitKind.SAME_DAY:
        answer, limit, unit = same_day_due(since, calendar, channel.cutoff), 1, Unit.WORKING_DAY
    elif channel.limit_kind == LimitKind.LIMITED:
        limit, unit = channel.limit, Unit(channel.unit)
        answer = due(since, limit, unit, calendar, *waiting(dossier))
    else:
        answer, limit, unit = due(since, 0, Unit.NONE, calendar), None, Unit.NONE
    return _write(dossier, DueKind.STATUTORY, since, limit, unit, calendar, answer)


def waiting(dossier: Dossier) -> tuple[Policy, list[tuple[datetime, datetime]]]:
    """The policy of the procedure and the stretches in which the house waited for the applicant
    after acceptance.
    """
    intervals = dossier.intervals.filter(
        answered_at__isnull=False, supplement__phase="APPRAISAL"
    ).values_list("asked_at", "answered_at")
    return Policy(dossier.revision.clock_policy), list(intervals)


def _write(dossier, kind, since, limit, unit, calendar, answer: Due) -> DueDate:
    dossier.deadline_at = answer.at
    return DueDate.objects.create(
        dossier=dossier,
        kind=kind,
        at=answer.at,
        since=since,
        limit=limit,
        unit=unit,
        calendar_version=calendar.version,
        days=[line.as_json() for line in answer.days],
        citations=[str(citation) for citation in answer.citations],
        computed_at=since,
    )
