"""The chain over the log, and the forgeries that it shows."""

import json
import sys
from datetime import timedelta
from io import StringIO
from threading import Event as Signal
from threading import Thread

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from portal.audit import chain, checks, proof
from portal.audit.actors import SYSTEM
from portal.audit.models import Event, Seal
from portal.audit.services import record, seal
from portal.audit.subjects import Subject

pytestmark = pytest.mark.django_db(transaction=True)

THING = Subject("dossiers.dossier", "17")
AT_ONCE = timedelta(0)
# Transaction numbers are those of the whole server, which other tests use at the same time.
OTHERS_END = timedelta(seconds=90)


def happen(count: int = 1) -> list[Event]:
    with transaction.atomic():
        return [record("dossier.noted", THING, SYSTEM, {"n": n}) for n in range(count)]


def forge(sql: str, *values: object) -> None:
    """What somebody with the database's highest password could do."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)


def problems() -> list[str]:
    return [str(difference) for difference in proof.chain_is_whole()]


def test_everything_committed_is_sealed_once():
    happen(3)
    assert seal() == 3
    assert seal() == 0
    happen(2)
    assert seal() == 2

    first, second = Seal.objects.all()
    assert (first.number, first.events, second.number, second.events) == (1, 3, 2, 2)
    assert second.digest == chain.link(first.digest, bytes(second.leaves))
    assert problems() == []


def test_a_long_log_is_sealed_in_links(monkeypatch):
    monkeypatch.setattr(sys.modules[seal.__module__], "EVENTS_A_LINK", 4)
    happen(10)

    assert seal() == 10
    assert [link.events for link in Seal.objects.all()] == [4, 4, 2]
    assert problems() == []


def test_numbers_lost_by_rollback_are_no_gap():
    happen()
    with pytest.raises(RuntimeError), transaction.atomic():
        record("dossier.noted", THING, SYSTEM)
        raise RuntimeError
    happen()

    assert seal() == 2
    assert problems() == []


class Late:
    """A transaction in a thread of its own that has drawn an event's number and waits to commit."""

    def __enter__(self):
        self.drawn, self.may_end = Signal(), Signal()
        self.thread = Thread(target=self._run)
        self.thread.start()
        assert self.drawn.wait(10)
        return self

    def _run(self):
        try:
            with transaction.atomic():
                self.event = record("dossier.late", THING, SYSTEM)
                self.drawn.set()
                self.may_end.wait(10)
        finally:
            connection.close()

    def end(self):
        self.may_end.set()
        self.thread.join()

    def __exit__(self, *_):
        self.end()


def test_nothing_is_sealed_past_a_number_that_may_still_be_committed():
    happen()
    with Late() as late:
        happen()
        assert seal(patience=AT_ONCE) == 0
        assert Seal.objects.count() == 0
        late.end()
        assert seal(patience=OTHERS_END) == 3

    assert problems() == []


def test_sealer_waits_for_the_late_one_and_seals_it_too():
    with Late() as late:
        happen()
        Thread(target=lambda: (late.thread.join(0.3), late.may_end.set())).start()
        assert seal(patience=OTHERS_END) == 2

    assert problems() == []


def test_a_transaction_is_known_as_running_before_it_draws_an_events_number():
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO audit_event (uuid, subject_kind, subject_id, occurred_at, actor_kind,
                                     actor_role, payload, kind)
            SELECT gen_random_uuid(), 't', '1', now(), 'SYSTEM', '', '{}',
                   coalesce(pg_current_xact_id_if_assigned()::text, 'unknown')
            RETURNING kind
            """
        )
        assert cursor.fetchone() != ("unknown",)


def test_a_transaction_that_only_reads_does_not_hold_the_sealer_up():
    happen()
    reading, done = Signal(), Signal()

    def read():
        with transaction.atomic():
            Event.objects.count()
            reading.set()
            done.wait(2 * OTHERS_END.total_seconds())
        connection.close()

    thread = Thread(target=read)
    thread.start()
    assert reading.wait(10)
    sealed = seal(patience=OTHERS_END)
    done.set()
    thread.join()

    assert sealed == 1


def test_writers_and_sealers_in_a_crowd_lose_nothing():
    stop = Signal()

    def write():
        for n in range(30):
            happen(1 + n % 3)
        connection.close()

    def keep_sealing():
        while not stop.is_set():
            seal(patience=timedelta(seconds=5))
        connection.close()

    writers = [Thread(target=write) for _ in range(4)]
    sealers = [Thread(target=keep_sealing) for _ in range(2)]
    for thread in writers + sealers:
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    for thread in sealers:
        thread.join()
    seal()

    assert Event.objects.count() == 4 * 60
    assert sum(link.events for link in Seal.objects.all()) == 4 * 60
    assert problems() == []


def test_sealer_refuses_to_wait_for_itself():
    with transaction.atomic(), pytest.raises(RuntimeError):
        seal()


@pytest.mark.parametrize(
    "change",
    [
        "payload = '{\"n\": 7}'",
        "kind = 'dossier.decided'",
        "subject_id = '18'",
        "occurred_at = occurred_at + interval '1 microsecond'",
        "recorded_at = recorded_at - interval '1 day'",
        "actor_user_id = 1",
        "actor_role = 'LEADER'",
        "uuid = gen_random_uuid()",
    ],
)
def test_a_changed_event_is_named(change):
    target = happen(3)[1]
    seal()

    forge(f"UPDATE audit_event SET {change} WHERE id = %s", target.id)

    assert problems() == [f"event {target.id}: was changed after it was sealed"]


def test_a_removed_event_is_named():
    target = happen(3)[1]
    seal()

    forge("DELETE FROM audit_event WHERE id = %s", target.id)

    assert problems() == [f"event {target.id}: was removed after it was sealed"]


def test_an_inserted_event_is_named():
    happen()
    with pytest.raises(RuntimeError), transaction.atomic():
        free = record("dossier.noted", THING, SYSTEM).id
        raise RuntimeError
    happen()
    seal()

    Event(id=free, kind="dossier.noted", occurred_at="2026-11-24T00:00:00Z").save(force_insert=True)

    assert problems() == [f"event {free}: was inserted after its range was sealed"]


def test_a_link_made_to_fit_breaks_the_one_after_it():
    target = happen()[0]
    seal()
    happen()
    seal()

    forge("UPDATE audit_event SET kind = 'dossier.decided' WHERE id = %s", target.id)
    leaves = chain.pack([Event.objects.get(pk=target.id)])
    forge(
        "UPDATE audit_seal SET leaves = %s, digest = %s WHERE number = 1",
        leaves,
        chain.link(chain.GENESIS, leaves),
    )

    assert [problem.split(" (")[0] for problem in problems()] == [
        "seal 2: does not follow from the seal before it"
    ]


def test_a_removed_link_is_seen():
    for _ in range(3):
        happen()
        seal()

    forge("DELETE FROM audit_seal WHERE number = 2")

    assert any("a seal before it is missing" in problem for problem in problems())


def test_a_guard_switched_off_is_a_difference():
    assert list(proof.tables_are_guarded()) == []
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_event_append_only")
    try:
        (difference,) = proof.tables_are_guarded()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_event ENABLE TRIGGER audit_event_append_only")

    assert difference.thing == "audit_event_append_only"


def verify(*arguments: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("verify", *arguments, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_verify_says_in_order_and_names_the_last_seal():
    happen()
    seal()

    status, words = verify("audit")

    assert status == 0
    assert "chain_is_whole: in order" in words
    assert Seal.objects.get().digest in words


def test_verify_ends_with_one_and_names_each_difference():
    target = happen()[0]
    seal()
    forge("DELETE FROM audit_event WHERE id = %s", target.id)

    status, text = verify("audit", "--json")

    assert status == 1
    (finding,) = json.loads(text)["differences"]
    assert finding["thing"] == f"event {target.id}"
    assert finding["area"] == "audit"


def test_unknown_area_of_checks_is_refused():
    with pytest.raises(ValueError, match="not an area"):
        checks.check("weather")
