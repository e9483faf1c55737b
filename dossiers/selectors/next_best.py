"""The dossier to take up next: the nearest legal date first."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from dossiers.models import Demand, Dossier, WaitingInterval
from dossiers.selectors.desk_lists import (
    COLUMNS,
    LEADER,
    ORDER,
    Queue,
    band,
    in_queue,
    places_in,
    queues_for,
)
from dossiers.selectors.presence import present
from dossiers.workflow import State

LOOKED_AT = 60
MOST_SHOWN = 200
TO_DO = ("intake", "mine", "unit", "decide")
NOT_MINE = frozenset({State.HELD, State.SIGNING})


def next_best(user, now: datetime, but: int | None = None) -> Dossier | None:
    """What the official does best now: of a day’s legal dates first what has waited for its
    applicant and goes on, then what is paid; nothing that a colleague has, is at, or has open.

    `but` is a dossier that he has just seen.
    """
    on = timezone.localdate(now)
    found = [row for queue in _queues(user, on) for row in _free(user, queue, on, now, but)]
    taken = present([row.pk for row in found], user.pk, now) if found else set()
    free = [row for row in found if row.pk not in taken]
    return min(free, key=_order, default=None)


def left_today(user, now: datetime) -> tuple[int, bool]:
    """How many dossiers of the official’s lists are late or due today, and whether there are more
    than the number says.
    """
    on = timezone.localdate(now)
    mine = Q(pk__in=[])
    for queue in _queues(user, on):
        place = {f"{COLUMNS[queue.place]}__in": places_in(user, queue, on)}
        mine |= Q(state__in=queue.states - NOT_MINE, **place)
    due = band("late", now, on) | band("today", now, on)
    rows = Dossier.objects.filter(mine, due, closed_at=None).order_by(*ORDER)
    found = len(rows.values_list("pk", flat=True)[: MOST_SHOWN + 1])
    return min(found, MOST_SHOWN), found > MOST_SHOWN


def _queues(user, on: date) -> list[Queue]:
    return [queue for queue in queues_for(user, on) if queue.key in TO_DO]


def _free(user, queue: Queue, on: date, now: datetime, but: int | None) -> QuerySet[Dossier]:
    """The first of a list that nobody else has and that wait for this official."""
    rows = in_queue(user, queue, on).exclude(pk=but).exclude(state__in=NOT_MINE)
    rows = rows.exclude(Q(soft_claim__until__gt=now) & ~Q(soft_claim__by=user))
    if queue.roles == LEADER:
        rows = rows.exclude(proposals__closed_at=None, proposals__by=user)
    else:
        rows = rows.filter(Q(assignee=None) | Q(assignee=user)).exclude(state=State.PROPOSED)
    waited = WaitingInterval.objects.filter(dossier=OuterRef("pk"), answered_at__isnull=False)
    paid = Demand.objects.filter(dossier=OuterRef("pk"), state=Demand.State.PAID)
    return rows.annotate(
        goes_on=Exists(waited.order_by()), is_paid=Exists(paid.order_by())
    ).order_by(*ORDER)[:LOOKED_AT]


def _order(dossier: Dossier) -> tuple:
    """By legal day, then what goes on after a wait, then what is paid, then by the moment."""
    due = dossier.deadline_at
    day = timezone.localdate(due) if due else date.max
    return (day, not dossier.goes_on, not dossier.is_paid, due is None, due, dossier.pk)
