"""Who looked at whose data."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from portal.audit.actors import SYSTEM, Actor, ActorKind
from portal.audit.models import AccessEntry
from portal.audit.selectors import accesses_by_unit, accesses_of
from portal.audit.services import looked
from portal.audit.subjects import Subject

DOSSIER = Subject("dossiers.dossier", "17")
OWNER = 100
CLERK = Actor(ActorKind.OFFICIAL, user_id=5, agency_id=22, role="OFFICER")
NOON = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_one_row_in_ten_minutes_however_often_the_page_is_opened():
    for minute in range(25):
        looked(CLERK, DOSSIER, OWNER, "processing", at=NOON + timedelta(minutes=minute))

    assert [entry.at for entry in accesses_of(OWNER)] == [
        NOON + timedelta(minutes=20),
        NOON + timedelta(minutes=10),
        NOON,
    ]


@pytest.mark.django_db
def test_another_thing_purpose_role_or_viewer_is_another_look():
    looked(CLERK, DOSSIER, OWNER, "processing", at=NOON)
    looked(CLERK, Subject("dossiers.dossier", "18"), OWNER, "processing", at=NOON)
    looked(CLERK, DOSSIER, OWNER, "audit", at=NOON)
    looked(Actor(CLERK.kind, 5, 22, "LEADER"), DOSSIER, OWNER, "processing", at=NOON)
    looked(Actor(CLERK.kind, 6, 22, "OFFICER"), DOSSIER, OWNER, "processing", at=NOON)

    assert accesses_of(OWNER).count() == 5


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("viewer", "owner"),
    [
        (Actor(ActorKind.CITIZEN, OWNER), OWNER),
        (SYSTEM, OWNER),
        (Actor.anonymous(), OWNER),
        (CLERK, None),
    ],
)
def test_looks_that_concern_nobody_leave_no_row(viewer, owner):
    looked(viewer, DOSSIER, owner, "processing")

    assert not AccessEntry.objects.exists()


@pytest.mark.django_db
def test_owner_sees_unit_role_and_purpose_latest_first():
    for minute in (0, 15, 30):
        looked(CLERK, DOSSIER, OWNER, "processing", at=NOON + timedelta(minutes=minute))
    auditor = Actor(ActorKind.OFFICIAL, user_id=8, agency_id=8, role="AUDITOR")
    looked(auditor, DOSSIER, OWNER, "audit", at=NOON + timedelta(hours=2))

    first, second = accesses_by_unit(OWNER)

    assert (first["viewer_agency_id"], first["viewer_role"], first["looks"]) == (8, "AUDITOR", 1)
    assert (second["viewer_role"], second["purpose"], second["looks"]) == (
        "OFFICER",
        "processing",
        3,
    )
    assert second["last_at"] - second["first_at"] == timedelta(minutes=30)


@pytest.mark.django_db(transaction=True)
def test_many_requests_at_once_leave_one_row():
    start = Barrier(8)

    def look():
        start.wait()
        looked(CLERK, DOSSIER, OWNER, "processing", at=NOON)
        connection.close()

    threads = [Thread(target=look) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert AccessEntry.objects.count() == 1
