"""Dates after the working calendar has changed."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from dossiers.errors import Conflict
from dossiers.models import Dossier, DueKind
from dossiers.services.change import changing
from dossiers.services.clock import set_new_date, set_reply_due, set_return_due
from dossiers.services.tell import tell
from dossiers.workflow import TABLE, Action, State
from portal.agencies.selectors import calendar_of


def following(calendar_version: str) -> Iterator[int]:
    """Ids of the open dossiers whose dates count on this version of a calendar."""
    rows = Dossier.objects.filter(state__in=list(TABLE[Action.RECOMPUTE].moves)).select_related(
        "agency__parent", "receiving_agency__parent"
    )
    versions: dict[tuple, str] = {}
    for dossier in rows.order_by("pk").iterator(chunk_size=500):
        agency, since = dossier.agency, dossier.accepted_at
        if since is None:
            agency, since = dossier.receiving_agency, dossier.submitted_at
        key = (agency.pk, timezone.localdate(since))
        if key not in versions:
            versions[key] = calendar_of(agency, key[1]).version
        if versions[key] == calendar_version:
            yield dossier.pk


def recompute(*, dossier: Dossier, at: datetime | None = None) -> bool:
    """Compute the date in force anew; True when it moved.

    The promised date stays as printed; the new date of an apology moves only off a day that is no
    longer worked. The owner is told when the law's date of return moves. A
    dossier that has meanwhile left the states with a date is left alone.
    """
    try:
        return _recompute(dossier, at or timezone.now())
    except Conflict:
        return False


def _recompute(dossier: Dossier, at: datetime) -> bool:
    with changing(dossier, Action.RECOMPUTE, by=None, expected_version=None, at=at) as change:
        dossier = change.dossier
        kind = DueKind.REPLY if dossier.state == State.SUBMITTED else DueKind.STATUTORY
        before = dossier.due_dates.filter(kind=kind).last()
        if kind == DueKind.REPLY:
            after = set_reply_due(dossier, before.since, at)
        else:
            after = set_return_due(dossier, at)
            _move_new_date(dossier, at)
        event = change.record(due=after.pk)
        moved = before.at != after.at
        if moved and kind == DueKind.STATUTORY:
            tell(
                event,
                "dossiers/date_moved_for_citizen",
                dossier,
                {"dossier": dossier, "before": before.at, "after": after.at},
                dossier.get_absolute_url(),
            )
    return moved


def _move_new_date(dossier: Dossier, at: datetime) -> None:
    given = dossier.due_dates.filter(kind=DueKind.REPROMISED).order_by("pk").last()
    if given is None or given.at is None:
        return
    calendar = calendar_of(dossier.agency, timezone.localdate(given.since))
    day = timezone.localdate(given.at)
    if not calendar.is_working(day) and day > timezone.localdate(at):
        set_new_date(dossier, calendar.this_or_next(day), given.since)
