"""What officials see of the connectors: health, queue, figures, the last exchanges."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from portal.integrations.models import Exchange, OutboxMessage, Switching, Tally
from portal.integrations.selectors.health import Health, state_of, states

# Counted up to here and no further: a growing table is never counted on a request.
MOST = 1000
PAGE = 50

State = OutboxMessage.State


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits for a connector and what was given up; counted to one more than MOST."""

    waiting: int = 0
    given_up: int = 0
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Calls of ours in the last hour and the last day, to the ten minutes."""

    hour: int = 0
    hour_failed: int = 0
    day: int = 0
    day_failed: int = 0
    day_milliseconds: int = 0

    @property
    def average(self) -> int | None:
        """Milliseconds a call takes; None without a call."""
        return round(self.day_milliseconds / self.day) if self.day else None


@dataclass(frozen=True, slots=True)
class Row:
    """One connector on the overview."""

    health: Health
    queue: Queue
    figures: Figures


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which exchanges; all of a connector when nothing is said."""

    failed: bool = False
    direction: str = ""
    about: str = ""


def overview() -> list[Row]:
    """Every connector, three queries for all of them."""
    found = states()
    names = [health.connector.name for health in found]
    queues, figures = _queues(names), _figures(names)
    return [
        Row(health, queues.get(name, Queue()), figures.get(name, Figures()))
        for name, health in zip(names, found, strict=True)
    ]


def row_of(name: str) -> Row:
    """One connector. Raises UnknownConnector."""
    health = state_of(name)
    queue = _queues([name]).get(name, Queue())
    return Row(health, queue, _figures([name]).get(name, Figures()))


def given_up(name: str, shown: int = 20) -> QuerySet[OutboxMessage]:
    """The oldest messages that an official may send again."""
    return OutboxMessage.objects.filter(connector=name, state=State.FAILED).order_by("id")[:shown]


def waiting(name: str, shown: int = 10) -> QuerySet[OutboxMessage]:
    """The oldest messages that are still tried."""
    return OutboxMessage.objects.filter(connector=name, state=State.PENDING).order_by("id")[:shown]


def switchings(name: str, shown: int = 10) -> QuerySet[Switching]:
    found = Switching.objects.filter(connector=name).select_related("by")
    return found.order_by("-id")[:shown]


def exchanges(
    name: str, wanted: Wanted, before: int | None = None
) -> tuple[list[Exchange], int | None]:
    """A page of exchanges, the latest first, and the key that leads to older ones."""
    found = Exchange.objects.filter(connector=name).order_by("-id")
    if wanted.failed:
        found = found.exclude(error="")
    if wanted.direction:
        found = found.filter(direction=wanted.direction)
    if wanted.about:
        found = found.filter(about=wanted.about)
    if before:
        found = found.filter(id__lt=before)
    rows = list(found[: PAGE + 1])
    return rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None


QUEUES = """
SELECT name,
  (SELECT count(*) FROM (SELECT 1 FROM integrations_outboxmessage
    WHERE connector = name AND connector <> '' AND state = 'PENDING' LIMIT %(most)s) AS capped),
  (SELECT count(*) FROM (SELECT 1 FROM integrations_outboxmessage
    WHERE connector = name AND connector <> '' AND state = 'FAILED' LIMIT %(most)s) AS capped),
  (SELECT created_at FROM integrations_outboxmessage
    WHERE connector = name AND connector <> '' AND state = 'PENDING' ORDER BY id LIMIT 1)
FROM unnest(%(names)s::text[]) AS name
"""


def _queues(names: list[str]) -> dict[str, Queue]:
    with connection.cursor() as cursor:
        cursor.execute(QUEUES, {"names": names, "most": MOST + 1})
        return {name: Queue(*rest) for name, *rest in cursor.fetchall()}


def _figures(names: list[str]) -> dict[str, Figures]:
    now = timezone.now()
    in_hour = Q(since__gt=now - timedelta(hours=1) - Tally.STEP)
    rows = (
        Tally.objects.filter(connector__in=names, since__gt=now - timedelta(days=1) - Tally.STEP)
        .values("connector")
        .order_by("connector")
        .annotate(
            good=Sum("succeeded", default=0),
            bad=Sum("failed", default=0),
            took=Sum("milliseconds", default=0),
            good_hour=Sum("succeeded", filter=in_hour, default=0),
            bad_hour=Sum("failed", filter=in_hour, default=0),
        )
    )
    return {
        row["connector"]: Figures(
            row["good_hour"] + row["bad_hour"],
            row["bad_hour"],
            row["good"] + row["bad"],
            row["bad"],
            row["took"],
        )
        for row in rows
    }
