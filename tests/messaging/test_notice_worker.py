"""The way of a notice through the real broker, a real worker and a real mail server, and what is
left when one of them dies on the way.
"""

import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from celery import Celery
from django.db import connection, transaction
from django.utils import timezone

from portal.audit.actors import SYSTEM
from portal.audit.services import record
from portal.audit.subjects import Subject
from portal.integrations.models import OutboxMessage
from portal.integrations.services import sweep
from portal.integrations.services.wake import Line, wake
from portal.launch.servers import Redis, start, stop
from portal.messaging.models import Delivery, Notice
from portal.messaging.services import notify

pytestmark = pytest.mark.django_db(transaction=True)

WAITS_FOR_A_LOCK = """
    SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
    WHERE NOT granted AND relation = %s::regclass AND datname = current_database()
"""


@pytest.fixture(autouse=True)
def awake(monkeypatch):
    monkeypatch.setattr(sys.modules[wake.__module__], "line", Line())


def until(condition, seconds: float = 60):
    """Wait until `condition()` is true and return what it gave."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)
    return found


def tell(text: str, citizen) -> Notice:
    with transaction.atomic():
        event = record("dossier.noted", Subject("dossiers.dossier", "17"), SYSTEM)
        context = {"code": "H99.22-261124-0001", "due": date(2026, 12, 1)}
        return notify(event, text, citizen, context, "/ho-so/")


def mail_of(notice: Notice) -> Delivery:
    return notice.deliveries.get(channel=Delivery.Channel.EMAIL)


def is_sent(notice: Notice) -> bool:
    return mail_of(notice).state == Delivery.State.SENT


def time_passes() -> None:
    """The wait before the next try is over; the sweeper comes by."""
    OutboxMessage.objects.filter(state="PENDING").update(next_try_at=timezone.now())
    assert sweep(now=timezone.now() + timedelta(minutes=5)) == 1


def test_notice_arrives(citizen, mail_server, worker, accepted):
    with worker():
        notice = tell(accepted, citizen)
        until(lambda: is_sent(notice))

    ((recipients, letter),) = mail_server.letters
    assert recipients == ["man@minhha.example"]
    assert letter["Subject"].strip() == "Hồ sơ H99.22-261124-0001 đã được tiếp nhận"
    assert letter["Message-ID"] == mail_of(notice).message_id
    assert "Hẹn trả kết quả: 01/12/2026." in letter.get_content()
    assert OutboxMessage.objects.get().state == OutboxMessage.State.SENT


def test_worker_killed_before_sending_sends_one_after_all(citizen, mail_server, worker, accepted):
    mail_server.may_go_on.clear()
    with worker() as first:
        notice = tell(accepted, citizen)
        assert mail_server.reached.wait(60)
        first.die()
    mail_server.may_go_on.set()

    assert OutboxMessage.objects.get().state == OutboxMessage.State.PENDING
    assert mail_server.letters == []

    time_passes()
    with worker():
        until(lambda: is_sent(notice))

    assert len(mail_server.letters) == 1
    assert (Notice.objects.count(), OutboxMessage.objects.get().attempts) == (1, 2)


def test_worker_killed_after_the_servers_yes_repeats_at_most_once_under_one_message_id(
    citizen, mail_server, worker, accepted
):
    mail_server.may_go_on.clear()
    with worker() as first:
        notice = tell(accepted, citizen)
        assert mail_server.reached.wait(60)
        with transaction.atomic(), connection.cursor() as cursor:
            # The worker may send but cannot write down that it has.
            cursor.execute("LOCK TABLE messaging_delivery IN SHARE MODE")
            mail_server.may_go_on.set()

            def worker_has_its_yes() -> bool:
                cursor.execute(WAITS_FOR_A_LOCK, ["messaging_delivery"])
                return cursor.fetchone() >= (1,)

            until(worker_has_its_yes)
            first.die()
    assert len(mail_server.letters) == 1
    assert not is_sent(notice)

    time_passes()
    with worker():
        until(lambda: is_sent(notice))

    first_letter, repeat = (letter["Message-ID"] for _, letter in mail_server.letters)
    assert first_letter == repeat == mail_of(notice).message_id
    assert Notice.objects.count() == 1
    assert OutboxMessage.objects.get().state == OutboxMessage.State.SENT


@pytest.fixture
def own_redis(settings, monkeypatch, tmp_path_factory):
    """A Redis of the test's own, used by this process and by workers: `die()` and `live()`."""

    class OwnRedis:
        server = Redis(Path(sys.prefix), tmp_path_factory.mktemp("r"))

        def live(self):
            self.process = start(self.server)
            monkeypatch.setattr(sys.modules[wake.__module__], "line", Line())

        def die(self):
            self.process.kill()
            self.process.wait(timeout=10)

    own = OwnRedis()
    own.live()
    settings.CELERY_BROKER_URL = f"redis+socket://{own.server.socket}?virtual_host=1"
    app = Celery(broker=settings.CELERY_BROKER_URL, set_as_current=False)
    app.conf.broker_transport_options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    monkeypatch.setattr(sys.modules[wake.__module__], "app", app)
    yield own
    stop(own.server, own.process)


def test_what_was_written_while_redis_was_away_is_sent_when_it_is_back(
    own_redis, citizen, mail_server, worker, accepted
):
    with worker() as running:
        before = tell(accepted, citizen)
        until(lambda: is_sent(before))
        own_redis.die()
        notice = tell(accepted, citizen)
        time.sleep(1)
        assert running.poll() is None

        own_redis.live()
        time_passes()
        until(lambda: is_sent(notice))

    assert len(mail_server.letters) == 2
