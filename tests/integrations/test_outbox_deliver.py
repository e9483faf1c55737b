"""One message is delivered once, tried again when it may pass, and given up in sight of people."""

from datetime import timedelta
from threading import Barrier, Event, Thread

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from portal.audit.actors import Actor, ActorKind
from portal.audit.models import AccessEntry
from portal.audit.models import Event as Happened
from portal.audit.services import looked
from portal.audit.subjects import Subject
from portal.integrations import registry
from portal.integrations.backoff import wait
from portal.integrations.errors import Never, Retry, SlowDown
from portal.integrations.models import OutboxMessage
from portal.integrations.queues import PARTNERS
from portal.integrations.services import deliver, resend

OFFICIAL = Actor(ActorKind.OFFICIAL, user_id=5)
State = OutboxMessage.State


class Partner:
    """The other side: `answers` come in turn; `got` and `lost` are what it saw."""

    def __init__(self):
        self.answers, self.got, self.lost = [], [], []

    def deliver(self, envelope):
        self.got.append(envelope)
        answer = self.answers.pop(0) if self.answers else None
        if isinstance(answer, Exception):
            raise answer

    def gave_up(self, envelope, reason):
        self.lost.append((envelope.key, reason))


@pytest.fixture
def partner(monkeypatch):
    monkeypatch.setattr(registry, "_handlers", dict(registry._handlers))
    partner = Partner()
    registry.handler(
        "test.partner",
        queue=PARTNERS,
        gave_up=partner.gave_up,
        tries=3,
        first_wait=timedelta(minutes=1),
        patience=timedelta(hours=1),
    )(partner.deliver)
    return partner


@pytest.fixture
def message(db, partner):
    return OutboxMessage.objects.create(
        handler="test.partner", recipient="national-portal", channel="api", payload={"dossier": 17}
    )


def become_due(message):
    OutboxMessage.objects.filter(pk=message.pk).update(next_try_at=timezone.now())


def test_delivered_once_and_never_again(message, partner):
    assert deliver(message.pk) == State.SENT
    assert deliver(message.pk) is None

    (envelope,) = partner.got
    assert (envelope.key, envelope.payload, envelope.attempt) == (message.key, {"dossier": 17}, 1)
    message.refresh_from_db()
    assert message.ended_at is not None


def test_what_may_pass_is_tried_again_later_under_the_same_key(message, partner):
    partner.answers = [Retry("timeout")]

    assert deliver(message.pk) == State.PENDING
    message.refresh_from_db()
    assert (message.attempts, message.last_error) == (1, "timeout")
    seconds = (message.next_try_at - timezone.now()).total_seconds()
    assert 45 < seconds <= 72

    assert deliver(message.pk) is None
    become_due(message)
    assert deliver(message.pk) == State.SENT
    assert [(envelope.key, envelope.attempt) for envelope in partner.got] == [
        (message.key, 1),
        (message.key, 2),
    ]


def test_after_the_last_try_it_is_given_up_in_sight(message, partner, caplog):
    partner.answers = [Retry("timeout")] * 3
    for _ in range(3):
        become_due(message)
        deliver(message.pk)

    message.refresh_from_db()
    assert (message.state, message.attempts, message.last_error) == (State.FAILED, 3, "timeout")
    assert partner.lost == [(message.key, "timeout")]
    assert "given up: timeout" in caplog.text


def test_what_will_never_work_is_given_up_at_once(message, partner):
    partner.answers = [Never("refused (550)")]

    assert deliver(message.pk) == State.FAILED
    assert partner.lost == [(message.key, "refused (550)")]


def test_slowing_down_waits_as_asked_and_does_not_count(message, partner):
    partner.answers = [SlowDown("busy", timedelta(minutes=20))]

    deliver(message.pk)

    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.PENDING, 0)
    assert (message.next_try_at - timezone.now()).total_seconds() == pytest.approx(1200, abs=30)


def test_patience_ends_for_a_partner_that_always_asks_to_wait(message, partner):
    OutboxMessage.objects.update(asked_at=timezone.now() - timedelta(minutes=50))
    partner.answers = [SlowDown("busy", timedelta(minutes=20))]

    assert deliver(message.pk) == State.FAILED


def test_a_fault_of_our_own_is_tried_again_and_logged_without_its_words(message, partner, caplog):
    partner.answers = [KeyError("Nguyễn Thị Mận")]

    deliver(message.pk)

    message.refresh_from_db()
    assert (message.state, message.last_error) == (State.PENDING, "unexpected KeyError")
    assert "outbox message" in caplog.text


def test_what_a_failed_try_wrote_is_undone(message, partner, monkeypatch):
    def write_and_fail(envelope):
        looked(OFFICIAL, Subject("dossiers.dossier", "17"), 9, "processing")
        raise Retry("timeout")

    registry.handler("test.writer", queue=PARTNERS)(write_and_fail)
    OutboxMessage.objects.update(handler="test.writer")

    deliver(message.pk)

    assert not AccessEntry.objects.exists()
    assert OutboxMessage.objects.get().attempts == 1


def test_failure_stays_visible_when_the_app_cannot_record_it(message, partner, monkeypatch, caplog):
    monkeypatch.setattr(registry, "_handlers", {})

    def broken(envelope, reason):
        raise RuntimeError

    registry.handler("test.partner", queue=PARTNERS, gave_up=broken)(partner.deliver)
    partner.answers = [Never("refused")]

    assert deliver(message.pk) == State.FAILED
    assert "could not record the failure" in caplog.text


def test_a_message_that_kills_its_worker_runs_out_of_tries(message, partner):
    OutboxMessage.objects.update(attempts=3)

    deliver(message.pk)

    message.refresh_from_db()
    assert (message.state, message.last_error) == (State.FAILED, "the last try was cut off")
    assert partner.got == []


def test_message_of_a_handler_that_is_gone_is_given_up(message):
    OutboxMessage.objects.update(handler="test.gone")

    deliver(message.pk)

    assert OutboxMessage.objects.get().last_error == "no handler of this name"


def test_official_sends_a_given_up_message_again_under_the_same_key(message, partner):
    partner.answers = [Never("refused")]
    deliver(message.pk)

    assert resend(message_id=message.pk, by=OFFICIAL) is True
    assert resend(message_id=message.pk, by=OFFICIAL) is False
    assert deliver(message.pk) == State.SENT

    assert [envelope.key for envelope in partner.got] == [message.key] * 2
    event = Happened.objects.get(kind="outbox.resent")
    assert (event.actor, event.subject_id) == (OFFICIAL, str(message.pk))


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_the_same_message_send_once(message, partner):
    start, inside = Barrier(2), Event()
    slow = partner.deliver

    def deliver_slowly(envelope):
        slow(envelope)
        inside.wait(0.3)

    registry._handlers["test.partner"] = registry.Handler(
        "test.partner",
        PARTNERS,
        deliver_slowly,
        None,
        tries=1000,  # each new try makes the other worker's stale, which sends nothing
        first_wait=timedelta(0),  # due again at once: only the lock stands between the two
        longest_wait=timedelta(0),
        patience=timedelta(hours=1),
    )
    outcomes = []

    def work():
        start.wait()
        while OutboxMessage.objects.filter(pk=message.pk, state=State.PENDING).exists():
            outcomes.append(deliver(message.pk))
        connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(partner.got) == 1
    assert [outcome for outcome in outcomes if outcome] == [State.SENT]


@given(
    attempt=st.integers(1, 10_000),
    first=st.integers(1, 3600),
    longest=st.integers(3600, 86_400),
)
def test_wait_doubles_within_its_bounds(attempt, first, longest):
    seconds = wait(attempt, timedelta(seconds=first), timedelta(seconds=longest)).total_seconds()
    base = min(first * 2 ** min(attempt - 1, 20), longest)

    assert 0.8 * base - 0.001 <= seconds <= 1.2 * base + 0.001
