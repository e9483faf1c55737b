"""The desks of the demo province have work on them, made by the portal's own verbs."""

import pytest

from dossiers.models import Apology, BulkJob, HandOver, Shipment, Task, Ticket
from dossiers.models.task import TaskState
from dossiers.workflow import State
from portal.demo import accounts, agencies, catalogue, counter, desk, dossiers, places, post

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
