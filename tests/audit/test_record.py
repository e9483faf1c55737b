"""The one door into the log, and what it refuses."""

import uuid
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from portal.audit.actors import SYSTEM, Actor, ActorKind
from portal.audit.models import AccessEntry, Event, Seal
from portal.audit.payloads import PayloadRefused, plain
from portal.audit.selectors import timeline
from portal.audit.services import record
from portal.audit.subjects import Subject

THING = Subject("dossiers.dossier", "17")


@pytest.mark.django_db
def test_event_says_what_happened_to_what_by_whom_and_when():
    at = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
    actor = Actor(ActorKind.OFFICIAL, user_id=5, agency_id=9, role="DESK")

    event = record(
        "dossier.accepted", THING, actor, {"to": "ACCEPTED", "on": date(2026, 11, 24)}, at
    )

    event.refresh_from_db()
    assert (event.subject, event.actor, event.occurred_at) == (THING, actor, at)
    assert event.payload == {"to": "ACCEPTED", "on": "2026-11-24"}
    assert abs(timezone.now() - event.recorded_at).total_seconds() < 60


@pytest.mark.django_db
def test_timeline_holds_the_events_of_one_thing_in_order():
    other = Subject("dossiers.dossier", "18")
    kinds = ["dossier.submitted", "dossier.accepted", "dossier.decided"]
    for kind in kinds:
        record(kind, THING, SYSTEM)
        record(kind, other, SYSTEM)

    assert [event.kind for event in timeline(THING)] == kinds


@pytest.mark.django_db
def test_a_saved_row_is_its_own_subject():
    seal = Seal(number=3)

    assert record("seal.seen", seal, SYSTEM).subject == Subject("audit.seal", "3")
    with pytest.raises(ValueError, match="no id"):
        record("seal.seen", Seal(), SYSTEM)


@pytest.mark.django_db(transaction=True)
def test_event_outside_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError):
        record("dossier.accepted", THING, SYSTEM)


@pytest.mark.django_db(transaction=True)
def test_event_vanishes_with_the_change_it_tells_of():
    with pytest.raises(RuntimeError), transaction.atomic():
        record("dossier.accepted", THING, SYSTEM)
        raise RuntimeError

    assert not Event.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["accepted", "Dossier.accepted", "dossier accepted", "dossier."])
def test_malformed_kind_is_refused(kind):
    with pytest.raises(ValueError, match="not of the form"):
        record(kind, THING, SYSTEM)


@pytest.mark.parametrize(
    "value",
    [
        "Nguyễn Thị Mận",
        "man@minhha.example",
        "079190000017",
        "012345678",
        "+84912345678",
        "0912345678",
        "x" * 201,
        1.5,
        b"bytes",
        datetime(2026, 11, 24, 9, 30),
    ],
)
def test_payload_refuses_what_could_tell_about_a_person(value):
    with pytest.raises(PayloadRefused) as refused:
        plain({"facts": [{"value": value}]})

    assert "facts[0].value" in str(refused.value)
    assert str(value) not in str(refused.value)


def test_payload_takes_ids_codes_numbers_dates_and_hashes():
    key = uuid.uuid4()
    moment = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)

    assert plain(
        {
            "code": "H99.22-261124-0001",
            "state": ActorKind.SYSTEM,
            "version": 3,
            "forced": False,
            "nobody": None,
            "key": key,
            "fee": Decimal("150000"),
            "hash": "a" * 64,
            "due": moment,
            "papers": {2, 1},
        }
    ) == {
        "code": "H99.22-261124-0001",
        "state": "SYSTEM",
        "version": 3,
        "forced": False,
        "nobody": None,
        "key": str(key),
        "fee": "150000",
        "hash": "a" * 64,
        "due": "2026-11-24T02:30:00+00:00",
        "papers": [1, 2],
    }


@pytest.mark.django_db
@pytest.mark.parametrize("table", [model._meta.db_table for model in (Event, Seal, AccessEntry)])
@pytest.mark.parametrize(
    "statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"]
)
def test_database_refuses_to_change_the_log(table, statement):
    sql = statement.format(table).replace(
        "SET id = id", "SET digest = ''" if "seal" in table else "SET id = id"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_no_truncate")
        with pytest.raises(IntegrityError, match="may only grow"), transaction.atomic():
            cursor.execute(sql)
