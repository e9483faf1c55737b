"""Writing into the outbox, and telling a worker of it."""

import ast
import socket
import sys
import time
from functools import partial
from pathlib import Path
from threading import Barrier, Thread

import pytest
from celery import Celery
from django.conf import settings
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from kombu import Connection, Queue

from portal.audit.actors import SYSTEM
from portal.audit.payloads import PayloadRefused
from portal.audit.services import record
from portal.audit.subjects import Subject
from portal.integrations import registry
from portal.integrations.models import OutboxMessage
from portal.integrations.queues import PARTNERS, QUEUES
from portal.integrations.services import put
from portal.integrations.services.wake import Line, wake

THING = Subject("dossiers.dossier", "17")


def waiting_in(name: str) -> list[list]:
    """Arguments of the tasks waiting in a queue of the real broker; takes them out."""
    with Connection(settings.CELERY_BROKER_URL) as broker, broker.channel() as channel:
        line = Queue(name)(channel)
        return [message.payload[0] for message in iter(partial(line.get, no_ack=True), None)]


@pytest.fixture(autouse=True)
def partner(monkeypatch):
    monkeypatch.setattr(registry, "_handlers", dict(registry._handlers))
    registry.handler("test.partner", queue=PARTNERS)(lambda envelope: None)
    monkeypatch.setattr(sys.modules[wake.__module__], "line", Line())
    waiting_in(PARTNERS)


@pytest.mark.django_db(transaction=True)
def test_worker_is_told_once_the_transaction_is_committed():
    with transaction.atomic():
        event = record("dossier.noted", THING, SYSTEM)
        message = put("test.partner", event, "national-portal", "api", {"dossier": 17})
        assert waiting_in(PARTNERS) == []

    assert waiting_in(PARTNERS) == [[message.pk]]


@pytest.mark.django_db(transaction=True)
def test_nothing_leaves_when_the_change_is_rolled_back():
    with pytest.raises(RuntimeError), transaction.atomic():
        put("test.partner", None, "national-portal", "api")
        raise RuntimeError

    assert not OutboxMessage.objects.exists()
    assert waiting_in(PARTNERS) == []


@pytest.mark.django_db(transaction=True)
def test_putting_the_same_thing_again_gives_the_first_row():
    with transaction.atomic():
        event = record("dossier.noted", THING, SYSTEM)
        first = put("test.partner", event, "national-portal", "api", {"n": 1})
        again = put("test.partner", event, "national-portal", "api", {"n": 2})
        other = put("test.partner", event, "another-portal", "api", {"n": 1})

    assert again == first
    assert other != first
    assert waiting_in(PARTNERS) == [[first.pk], [other.pk]]


@pytest.mark.django_db(transaction=True)
def test_two_transactions_at_once_write_one_row():
    with transaction.atomic():
        event = record("dossier.noted", THING, SYSTEM)
    start = Barrier(6)

    def write():
        start.wait()
        with transaction.atomic():
            put("test.partner", event, "national-portal", "api")
        connection.close()

    threads = [Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert OutboxMessage.objects.count() == 1


def put_with_broker_at(address: str, monkeypatch) -> OutboxMessage:
    far = Celery(broker=address, set_as_current=False)
    far.conf.update(
        broker_transport_options=settings.CELERY_BROKER_TRANSPORT_OPTIONS,
        broker_connection_timeout=settings.CELERY_BROKER_CONNECTION_TIMEOUT,
    )
    monkeypatch.setattr(sys.modules[wake.__module__], "app", far)
    with transaction.atomic():
        return [put("test.partner", None, "national-portal", "api") for _ in range(3)][0]


@pytest.mark.django_db(transaction=True)
def test_request_goes_on_while_redis_is_away(monkeypatch, caplog):
    began = time.monotonic()
    message = put_with_broker_at("redis+socket:///nowhere/redis.sock", monkeypatch)

    assert time.monotonic() - began < 1
    assert {found.state for found in OutboxMessage.objects.all()} == {"PENDING"}
    assert f"outbox message {message.pk} waits for the sweeper" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_request_goes_on_soon_when_redis_accepts_but_never_answers(monkeypatch, caplog):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        put_with_broker_at(f"redis://127.0.0.1:{silent.getsockname()[1]}/0", monkeypatch)
        took = time.monotonic() - began

    assert {found.state for found in OutboxMessage.objects.all()} == {"PENDING"}
    assert "waits for the sweeper" in caplog.text
    assert took < 8


@pytest.mark.django_db
def test_unknown_handler_and_personal_facts_are_refused():
    with pytest.raises(registry.UnknownHandler):
        put("test.nobody", None, "national-portal", "api")
    with pytest.raises(PayloadRefused):
        put("test.partner", None, "national-portal", "api", {"number": "079190000017"})


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError):
        put("test.partner", None, "national-portal", "api")


def test_a_handler_needs_a_queue_that_somebody_works_on():
    with pytest.raises(ValueError, match="no worker listens"):
        registry.handler("test.lost", queue="lost")


def test_two_handlers_cannot_have_one_name():
    with pytest.raises(ValueError, match="two handlers"):

        @registry.handler("test.partner", queue=PARTNERS)
        def other(envelope):
            raise AssertionError(envelope)


def test_queues_have_their_reason():
    assert all(len(reason) > 20 for reason in QUEUES.values())


def first_arguments_of_put() -> set[str]:
    """Names of handlers written out where `put` is called, in the whole project."""
    names = set()
    for folder in ("portal", "procedures", "dossiers", "editorial", "feedback"):
        for file in (Path(settings.BASE_DIR) / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "put":
                    names |= {arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    return names


def test_every_handler_named_in_the_code_exists():
    named = first_arguments_of_put()

    assert named
    assert named <= registry.names()
