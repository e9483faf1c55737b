"""The desks of the demo province have work on them, made by the portal's own verbs."""

import pytest

from dossiers.models import (
    Apology,
    ArchiveEntry,
    BulkJob,
    Disposal,
    Dossier,
    HandOver,
    ResultEntry,
    Shipment,
    Task,
    Ticket,
    Tombstone,
)
from dossiers.models.archive import DisposalState
from dossiers.models.task import TaskState
from dossiers.workflow import State
from portal.demo import (
    accounts,
    agencies,
    catalogue,
    counter,
    desk,
    dossiers,
    endings,
    places,
    post,
)
from portal.documents.workflow import Validity

pytestmark = pytest.mark.django_db


def test_every_desk_finds_something_to_do(monkeypatch, tmp_path, settings):
    settings.CONNECTORS = settings.CONNECTORS | {"vnpost": {"url": "http://127.0.0.1:9"}}
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    for part in (agencies, places, accounts):
        part.load()
    catalogue.load((dossiers.PROCEDURE, desk.PERMIT))
    for part in (post, counter, desk):
        part.load()
    tasks = Task.objects.filter(agency__identifiers__code="H99.04")
    assert set(tasks.values_list("state", flat=True)) == {TaskState.OPEN, TaskState.ANSWERED}
    assert HandOver.objects.filter(on_paper=True, given_at=None).count() == 2
    assert Ticket.objects.filter(state="WAITING").count() == 5
    assert Shipment.objects.values("state").distinct().count() == len(desk.SCANS)
    assert Apology.objects.get().signed_at is None
    assert BulkJob.objects.get().items.count() == 4
    held = {task.dossier.state for task in tasks.select_related("dossier")}
    assert State.HELD not in held
    before = Task.objects.count()
    desk.load()
    assert Task.objects.count() == before


def test_every_ending_has_a_dossier(monkeypatch, tmp_path):
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    for part in (agencies, places, accounts):
        part.load()
    catalogue.load((dossiers.PROCEDURE,))
    endings.load()
    validity = set(ResultEntry.objects.values_list("document__state", flat=True))
    assert validity == {Validity.VALID, Validity.REPLACED, Validity.REVOKED}
    assert Dossier.objects.filter(state=State.UNCLAIMED, fetch_reminders=2).count() == 1
    waiting = Dossier.objects.get(state=State.DONE)
    assert waiting.demands.filter(state="OPEN").exists()
    assert ArchiveEntry.objects.filter(taken_out_at=None).count() == 6
    assert Tombstone.objects.get().ends_on < Tombstone.objects.get().destroyed_at.date()
    lists = set(Disposal.objects.values_list("state", flat=True))
    assert lists == {DisposalState.EXECUTED, DisposalState.PROPOSED}
    before = Dossier.objects.count()
    endings.load()
    assert Dossier.objects.count() == before
