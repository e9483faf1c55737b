"""The sweeper brings what is due to the queues of the real Redis: few at a time, oldest first."""

import sys
from datetime import timedelta
from itertools import count
from threading import Thread

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from kombu import Connection, Queue

from portal.integrations import registry
from portal.integrations.models import OutboxMessage
from portal.integrations.queues import DOCUMENTS, PARTNERS, UPKEEP
from portal.integrations.services import deliver, put, sweep
from portal.integrations.services.wake import SHORT, Line, length_of, wake

pytestmark = pytest.mark.django_db

State = OutboxMessage.State
MINUTE = timedelta(minutes=1)
ROUND = timedelta(seconds=10)
recipients = count(1)


def take(queue: str, at_most: int = 10_000) -> list[int]:
    """Ids that wait in the queue, the next first; takes them out as a worker does."""
    with Connection(settings.CELERY_BROKER_URL) as broker, broker.channel() as channel:
        line, found = Queue(queue)(channel), []
        while len(found) < at_most and (message := line.get(no_ack=True)):
            found += message.payload[0]
        return found


def empty() -> None:
    for queue in (PARTNERS, DOCUMENTS, UPKEEP):
        take(queue)


@pytest.fixture(autouse=True)
def queues(monkeypatch):
    monkeypatch.setattr(registry, "_handlers", dict(registry._handlers))
    registry.handler("test.partner", queue=PARTNERS)(lambda envelope: None)
    registry.handler("test.paper", queue=DOCUMENTS)(lambda envelope: None)
    monkeypatch.setattr(sys.modules[wake.__module__], "line", Line())
    empty()
    yield
    empty()


def write(number: int, handler: str = "test.partner", *, now, **more) -> list[int]:
    """Ids of messages due since a minute and longer, the oldest first."""
    rows = [
        OutboxMessage(
            handler=handler,
            recipient=str(next(recipients)),
            channel="api",
            **{"next_try_at": now - MINUTE - timedelta(seconds=number - place), **more},
        )
        for place in range(number)
    ]
    # Written in another order than they are due in.
    OutboxMessage.objects.bulk_create(reversed(rows))
    return [row.pk for row in rows]


def test_what_is_due_is_told_and_nothing_else():
    now = timezone.now()
    (due,) = write(1, now=now)
    write(1, now=now, next_try_at=now + MINUTE)
    write(1, now=now, state=State.SENT, ended_at=now)

    assert sweep(now=now) == 1
    assert take(PARTNERS) == [due]


def test_a_backlog_stays_bounded_and_leaves_oldest_first():
    """Rounds over more than the workers manage, while as much is written anew as they do."""
    now, room = timezone.now(), 10
    backlog, done = write(30, now=now), []
    for _round in range(20):
        sweep(now=now, longest=room)
        assert length_of(PARTNERS) <= room
        for pk in take(PARTNERS, 4):
            done += [pk]
            OutboxMessage.objects.filter(pk=pk).update(state=State.SENT, ended_at=now)
            (new,) = write(1, now=now, next_try_at=now)
            wake(new, "test.partner", room // 2)
        now += ROUND

    first_time = list(dict.fromkeys(done))
    assert first_time[:30] == backlog


def test_a_full_queue_is_not_told_again_before_it_could_be_worked_off():
    now = timezone.now()
    rows = write(20, now=now)
    for _ in range(30):
        sweep(now=now, longest=10)
        now += ROUND

    assert take(PARTNERS) == rows[:10]


def test_what_is_worked_off_is_filled_up_with_the_oldest_that_wait():
    now = timezone.now()
    rows = write(8, now=now)
    sweep(now=now, longest=5)
    assert take(PARTNERS, 2) == rows[:2]
    OutboxMessage.objects.filter(pk__in=rows[:2]).update(state=State.SENT, ended_at=now)

    assert sweep(now=now + ROUND, longest=5) == 2
    assert take(PARTNERS) == rows[2:7]


def test_nothing_is_forgotten_when_redis_lost_its_queue():
    now = timezone.now()
    rows = write(5, now=now)
    assert sweep(now=now) == 5
    take(PARTNERS)

    assert sweep(now=now + ROUND) == 5
    assert take(PARTNERS) == rows


def test_one_that_was_lost_on_the_way_is_told_again_though_its_queue_is_never_empty():
    now = timezone.now()
    lost, _kept = write(2, now=now)
    sweep(now=now)
    assert take(PARTNERS, 1) == [lost]
    assert sweep(now=now + 9 * MINUTE) == 0

    sweep(now=now + 11 * MINUTE)

    assert lost in take(PARTNERS)


def test_a_further_try_is_told_in_the_next_round():
    now = timezone.now()
    (row,) = write(1, now=now)
    sweep(now=now)
    OutboxMessage.objects.update(next_try_at=now + timedelta(seconds=2))

    sweep(now=now + ROUND)

    assert take(PARTNERS) == [row, row]


def test_each_queue_has_its_own_room():
    now = timezone.now()
    write(5, now=now)
    papers = write(2, "test.paper", now=now)

    assert sweep(now=now, longest=3) == 5
    assert take(DOCUMENTS) == papers
    assert len(take(PARTNERS)) == 3


def test_what_nobody_handles_any_more_is_given_up_and_holds_up_nobody():
    now = timezone.now()
    (orphan,) = write(1, "test.gone", now=now)
    (behind,) = write(1, now=now)

    assert sweep(now=now) == 2
    assert (take(UPKEEP), take(PARTNERS)) == ([orphan], [behind])
    deliver(orphan)
    assert OutboxMessage.objects.get(pk=orphan).state == State.FAILED


def test_what_could_not_be_told_is_told_once_redis_is_back(monkeypatch):
    now = timezone.now()
    (row,) = write(1, now=now)
    away = Line()
    away.rest()
    with monkeypatch.context() as patch:
        patch.setattr(sys.modules[wake.__module__], "line", away)
        assert sweep(now=now) == 0

    assert sweep(now=now + ROUND) == 1
    assert take(PARTNERS) == [row]


@pytest.mark.django_db(transaction=True)
def test_what_is_new_leaves_half_of_a_queue_to_the_oldest():
    with transaction.atomic():
        rows = [put("test.partner", None, "national-portal", "api").pk for _ in range(SHORT + 10)]

    assert take(PARTNERS) == rows[:SHORT]
    sweep(now=timezone.now() + MINUTE)
    assert take(PARTNERS) == rows


@pytest.mark.django_db(transaction=True)
def test_sweepers_share_the_work():
    write(1, now=timezone.now())
    with transaction.atomic():
        OutboxMessage.objects.select_for_update().get()
        other = Thread(target=lambda: (sweep(), connection.close()))
        other.start()
        other.join()

    assert take(PARTNERS) == []
