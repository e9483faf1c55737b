"""Writes the dates of a dossier, each computed by the legal clock and kept with its explanation."""

from datetime import datetime

from django.utils import timezone

from dossiers.models import Dossier, DueDate, DueKind
from dossiers.models.supplement import Phase
from dossiers.rules.intake import REPLY_WORKING_HOURS
from portal.agencies.selectors import calendar_of
from portal.kernel.clock import Due, Interval, Policy, Unit, due, same_day
from procedures.models.choices import LimitKind


def set_reply_due(dossier: Dossier, since: datetime) -> DueDate:
    """The desk answers within eight working hours of receipt (NĐ 45/2020, art. 11(4)).

    A new time to answer is watched anew.
    """
    dossier.reply_warned_at = dossier.reply_missed_at = None
    limit = REPLY_WORKING_HOURS.on(dossier.rules_day)
    calendar = calendar_of(dossier.receiving_agency, timezone.localdate(since))
    answer = due(since, limit, Unit.WORKING_HOUR, calendar)
    return _write(dossier, DueKind.REPLY, since, limit, Unit.WORKING_HOUR, calendar, answer, since)


def set_return_due(dossier: Dossier, at: datetime) -> DueDate:
    """The date of return by the limit of the dossier's channel, from acceptance on, with every
    stretch of waiting for the applicant (NĐ 118/2025, art. 17(3)).

    `at` is the moment of this computation.
    """
    channel, since = dossier.channel, dossier.accepted_at
    calendar = calendar_of(dossier.agency, timezone.localdate(since))
    limit, unit = None, Unit.NONE
    if channel.limit_kind == LimitKind.LIMITED:
        limit, unit = channel.limit, Unit(channel.unit)
    if channel.limit_kind == LimitKind.SAME_DAY:
        answer = same_day(since, calendar, channel.cutoff)
    else:
        policy = Policy(dossier.revision.clock_policy)
        answer = due(since, limit, unit, calendar, policy, waits(dossier))
    return _write(dossier, DueKind.STATUTORY, since, limit, unit, calendar, answer, at)


def waits(dossier: Dossier) -> list[Interval]:
    """The stretches after acceptance in which the house waited for the applicant."""
    rows = dossier.intervals.filter(supplement__phase=Phase.APPRAISAL)
    return [Interval(row.asked_at, row.answered_at) for row in rows]


def _write(dossier, kind, since, limit, unit, calendar, answer: Due, at: datetime) -> DueDate:
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
        citations=[citation.key for citation in answer.citations],
        computed_at=at,
    )
