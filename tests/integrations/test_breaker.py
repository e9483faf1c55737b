"""A partner that fails is left in peace; one worker tries for all; the others are served meanwhile.

Real threads on a real database, against partners that are real servers.
"""

import time
from collections import Counter
from datetime import timedelta
from threading import Event, Lock, Thread

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from redis.exceptions import ConnectionError as RedisAway

from portal.integrations import registry
from portal.integrations.client import call
from portal.integrations.errors import NotDelivered, Retry, SlowDown
from portal.integrations.models import ConnectorState, Exchange, OutboxMessage, Tally
from portal.integrations.queues import PARTNERS
from portal.integrations.selectors import state_of
from portal.integrations.services import deliver, forget, kept
from portal.integrations.troubles import Trouble
from tests.integrations.partner import NAME, OTHER, http, known, listening

pytestmark = pytest.mark.django_db(transaction=True)

State = OutboxMessage.State


class Partner:
    """Answers `answer` after `delay` seconds and counts who came."""

    def __init__(self):
        self.answer, self.delay, self.calls, self.lock = http(), 0.0, 0, Lock()

    def __call__(self, handler):
        with self.lock:
            self.calls += 1
        time.sleep(self.delay)
        handler.wfile.write(self.answer)


@pytest.fixture
def partner(monkeypatch, settings):
    known(monkeypatch)
    partner = Partner()
    with listening(partner) as url:
        settings.CONNECTORS = {NAME: {"url": url}}
        yield partner


def at_once(number, work):
    """Let that many threads do the same; what each came to."""
    outcomes = []

    def run():
        try:
            outcomes.append(work())
        except NotDelivered as error:
            outcomes.append(type(error).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(outcomes)


def ask():
    return call(NAME, "GET", "/").status


def fail(times):
    for _ in range(times):
        with pytest.raises(Retry):
            ask()


def rest_is_over():
    ConnectorState.objects.update(resting_until=timezone.now() - timedelta(seconds=1))


def test_after_failures_in_a_row_nobody_calls(partner):
    partner.answer = http(500)
    fail(3)

    assert at_once(6, ask) == {"SlowDown": 6}
    assert partner.calls == 3
    health = state_of(NAME)
    assert (health.condition, health.is_disturbed, health.rests) == ("RESTING", True, True)


def test_a_success_between_begins_the_count_anew(partner):
    for answer in (500, 500, 200, 500, 500):
        partner.answer = http(answer)
        ask() if answer == 200 else fail(1)
    assert state_of(NAME).condition == "FAILING"


def test_after_the_rest_one_tries_for_all(partner):
    partner.answer = http(500)
    fail(3)
    rest_is_over()
    partner.answer, partner.delay = http(), 0.4

    assert at_once(8, ask) == {200: 1, "SlowDown": 7}
    assert partner.calls == 4
    assert state_of(NAME).condition == "WORKING"
    partner.delay = 0
    assert at_once(4, ask) == {200: 4}


def test_who_came_through_on_trial_goes_on_with_his_work(partner):
    """A sign-in and then the order: its own trial does not break it off."""
    partner.answer = http(500)
    fail(3)
    rest_is_over()
    partner.answer = http()
    with kept():
        assert [ask(), ask(), ask()] == [200] * 3
    assert state_of(NAME).condition == "WORKING"


def test_a_trial_that_fails_lengthens_the_rest(partner):
    partner.answer = http(500)
    fail(3)
    first = state_of(NAME).state
    rest_is_over()

    assert at_once(5, ask) == {"Retry": 1, "SlowDown": 4}

    state = state_of(NAME).state
    assert state.resting_until - timezone.now() > timedelta(seconds=50)
    assert state.failing_since == first.failing_since


def test_those_under_way_when_it_breaks_do_not_lengthen_it(partner):
    partner.answer, partner.delay = http(500), 0.3
    assert at_once(8, ask) == {"Retry": 8}
    state = state_of(NAME).state
    assert state.resting_until - timezone.now() < timedelta(seconds=31)


def test_without_redis_everybody_tries_and_nothing_breaks(partner, monkeypatch):
    def away(*_args, **_more):
        raise RedisAway

    partner.answer = http(500)
    fail(3)
    rest_is_over()
    partner.answer = http()
    monkeypatch.setattr(type(cache._connections[cache._alias]), "add", away)

    assert at_once(3, ask) == {200: 3}
    assert state_of(NAME).condition == "WORKING"


@given(st.lists(st.sampled_from(["good", "bad", "rested"]), max_size=30))
def test_a_rest_is_never_longer_than_agreed_and_ends_with_a_success(news):
    now = timezone.now()
    limits = known_limits()
    state = ConnectorState(name=NAME)
    for one in news:
        now += timedelta(seconds=1)
        if one == "good":
            state.succeeded(now)
        elif one == "bad":
            state.failed(now, now, "FAULT", limits)
        elif state.resting_until:
            now = max(now, state.resting_until)
        rest = (state.resting_until or now) - now
        assert rest <= limits.longest_rest
        assert (state.failures == 0) == (state.failing_since is None)
        if state.failures >= limits.failures:
            assert state.resting_until is not None


def known_limits():
    with pytest.MonkeyPatch.context() as patch:
        return known(patch, longest_rest=timedelta(minutes=5))


def test_every_call_is_counted_whoever_makes_it(partner):
    at_once(8, ask)
    assert Tally.objects.get().succeeded == 8
    assert Exchange.objects.count() == 8


# What a try leaves behind.


@pytest.fixture
def handlers(monkeypatch):
    monkeypatch.setattr(registry, "_handlers", dict(registry._handlers))

    def add(name, work, connector):
        registry.handler(name, queue=PARTNERS, connector=connector)(work)

    return add


def message(handler, connector=NAME):
    return OutboxMessage.objects.create(
        handler=handler, connector=connector, recipient="national-portal", channel="api"
    )


def test_what_was_exchanged_survives_the_rollback_of_the_try(partner, handlers):
    def work(envelope):
        call(NAME, "POST", "/", operation="first")
        OutboxMessage.objects.filter(pk=envelope.id).update(channel="changed")
        partner.answer = http(500)
        call(NAME, "POST", "/", operation="second")

    handlers("test.two", work, NAME)
    sent = message("test.two")

    assert deliver(sent.pk) == State.PENDING

    sent.refresh_from_db()
    assert (sent.channel, sent.last_error) == ("api", "FAULT 500")
    rows = Exchange.objects.order_by("pk").values_list("operation", "error", "message_id")
    assert list(rows) == [("first", "", sent.pk), ("second", "FAULT", sent.pk)]
    assert state_of(NAME).state.failures == 1


def test_a_handler_that_breaks_leaves_its_calls_on_record(partner, handlers):
    def work(_envelope):
        call(NAME, "POST", "/")
        with connection.cursor() as cursor:
            cursor.execute("SELECT no_such_column")

    handlers("test.broken", work, NAME)
    assert deliver(message("test.broken").pk) == State.PENDING
    assert Exchange.objects.count() == 1


def test_a_job_of_its_own_keeps_its_record_too(partner):
    with pytest.raises(RuntimeError), kept(), transaction.atomic():
        ask()
        raise RuntimeError
    assert Exchange.objects.count() == 1


def test_a_switched_off_partner_costs_no_try(partner, handlers):
    handlers("test.off", lambda _envelope: call(NAME, "GET", "/"), NAME)
    ConnectorState.objects.create(name=NAME, is_off=True)
    sent = message("test.off")

    assert deliver(sent.pk) == State.PENDING

    sent.refresh_from_db()
    assert (sent.attempts, sent.last_error) == (0, Trouble.OFF)
    assert partner.calls == 0 and not Exchange.objects.exists()


def test_a_partner_that_hangs_leaves_workers_to_the_others(monkeypatch, settings, handlers):
    """Three workers, forty messages to one that hangs, ten to another behind them in the queue:
    the ten are through while the first two still hang.
    """
    known(monkeypatch, seconds=60.0, failures=100)
    known(monkeypatch, OTHER, seconds=60.0)
    through, over, hung = Event(), Event(), []

    def hanging(handler):
        hung.append(handler)
        over.wait()
        handler.wfile.write(http())

    handlers("test.hanging", lambda _envelope: call(NAME, "GET", "/"), NAME)
    handlers("test.quick", lambda _envelope: call(OTHER, "GET", "/"), OTHER)
    queue = [message("test.hanging").pk for _ in range(40)]
    queue += [message("test.quick", OTHER).pk for _ in range(10)]
    lock = Lock()

    def next_one():
        with lock:
            return queue.pop(0) if queue else None

    def work():
        while (pk := next_one()) is not None:
            deliver(pk)
        connection.close()
        through.set()

    with listening(hanging) as far, listening(Partner()) as near:
        settings.CONNECTORS = {NAME: {"url": far}, OTHER: {"url": near}}
        workers = [Thread(target=work) for _ in range(3)]
        for worker in workers:
            worker.start()
        through.wait(60)
        sent = Counter(
            OutboxMessage.objects.filter(state=State.SENT).values_list("handler", flat=True)
        )
        over.set()
        for worker in workers:
            worker.join()
    assert sent == {"test.quick": 10}
    assert len(hung) == 2
    waiting = OutboxMessage.objects.filter(handler="test.hanging", last_error=Trouble.BUSY)
    assert waiting.filter(attempts=0).count() == 38


def test_the_record_is_kept_for_three_months():
    now = timezone.now()
    for days in (1, 89, 91, 400):
        Exchange.objects.create(
            connector=NAME, direction="OUT", operation="x", at=now - timedelta(days=days)
        )
    assert forget(now=now) == 2
    assert forget(now=now) == 0
    assert Exchange.objects.count() == 2


def test_waiting_while_told_to_is_no_failure(partner):
    partner.answer = http(429, **{"Retry-After": "30"})
    with pytest.raises(SlowDown):
        ask()
    partner.answer = http()
    assert at_once(3, ask) == {"SlowDown": 3}
    rest_is_over()
    assert at_once(3, ask) == {200: 3}
