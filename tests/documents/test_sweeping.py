"""Files that nothing names are removed after their days of grace; what is named stays."""

import os
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils import timezone

from dossiers.models import DraftPaper
from dossiers.models.paper import DossierPaper
from portal.audit.models import Event
from portal.audit.selectors import timeline
from portal.documents import storage
from portal.documents.models import StoredFile
from portal.documents.references import references
from portal.documents.services import store_upload, sweep_orphans, sweep_unreferenced
from portal.documents.tasks import sweep
from portal.documents.workflow import Purpose
from tests.documents import samples
from tests.factories import dossiers
from tests.factories.agencies import commune

DAYS_8 = timedelta(days=8)
PHOTOGRAPH = samples.picture()


def upload(citizen) -> StoredFile:
    return store_upload(SimpleUploadedFile("a.jpg", PHOTOGRAPH), citizen)


def age(*files: StoredFile) -> None:
    """As if they had been stored eight days ago."""
    then = timezone.now() - DAYS_8
    StoredFile.objects.filter(pk__in=[file.pk for file in files]).update(created_at=then)
    for file in files:
        age_object(file.key)


def age_object(key: str) -> None:
    then = (timezone.now() - DAYS_8).timestamp()
    os.utime(storage.private_storage().path(key), (then, then))


def week_ago():
    return timezone.now() - timedelta(days=7)


def is_there(file: StoredFile) -> tuple[bool, bool]:
    """Its row, its object."""
    row = StoredFile.objects.filter(pk=file.pk).exists()
    return row, storage.private_storage().exists(file.key)


@pytest.fixture
def forgotten(citizen):
    file = upload(citizen)
    age(file)
    return file


def test_a_forgotten_file_goes_with_its_row_and_leaves_a_trace(
    forgotten, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_unreferenced(older_than=week_ago()) == [forgotten]
    assert is_there(forgotten) == (False, False)
    event = timeline(forgotten).last()
    assert event.kind == "file.swept" and event.payload["sha256"] == forgotten.sha256


def test_a_dry_run_lists_and_touches_nothing(forgotten, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_unreferenced(older_than=week_ago(), dry_run=True) == [forgotten]
        assert sweep_orphans(older_than=week_ago(), folders=storage.FOLDERS, dry_run=True) == []
    assert is_there(forgotten) == (True, True)
    assert [event.kind for event in timeline(forgotten)] == ["file.stored"]


def test_a_file_of_the_last_days_stays(citizen):
    upload(citizen)
    assert sweep_unreferenced(older_than=week_ago()) == []


def test_only_what_was_sent_for_a_dossier_is_swept(issued):
    age(issued.file)
    StoredFile.objects.update(purpose=Purpose.OPINION)
    assert sweep_unreferenced(older_than=week_ago()) == []


def test_a_file_kept_until_a_day_stays_until_then(forgotten):
    forgotten.keep_until = timezone.localdate()
    forgotten.save()
    assert sweep_unreferenced(older_than=week_ago()) == []


def test_a_file_of_a_draft_stays_until_the_draft_is_thrown_away(citizen):
    draft = dossiers.draft(citizen, commune())
    file = draft.papers.get().file
    age(file)
    assert sweep_unreferenced(older_than=week_ago()) == []
    draft.delete()
    assert sweep_unreferenced(older_than=week_ago()) == [file]


def test_a_file_of_a_sent_dossier_is_never_swept(citizen, django_capture_on_commit_callbacks):
    dossier = dossiers.submitted(citizen, commune())
    file = dossier.papers.get().file
    age(file)
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep_unreferenced(older_than=timezone.now()) == []
        assert sweep_orphans(older_than=timezone.now(), folders=storage.FOLDERS) == []
    assert is_there(file) == (True, True)


def test_every_table_that_can_name_a_file_is_known():
    named = {f"{field.model._meta.label}.{field.name}" for field in references()}
    assert {"dossiers.DraftPaper.file", "dossiers.DossierPaper.file"} <= named
    assert {"documents.IssuedDocument.file", "documents.IssuedDocument.twin"} <= named
    assert DraftPaper._meta.get_field("file") in references()
    assert DossierPaper._meta.get_field("file") in references()


def test_bytes_that_another_file_shares_stay(
    forgotten, citizen, django_capture_on_commit_callbacks
):
    other = upload(citizen)
    assert other.key == forgotten.key
    with django_capture_on_commit_callbacks(execute=True):
        sweep_unreferenced(older_than=week_ago())
    assert is_there(forgotten) == (False, True) and is_there(other) == (True, True)


def test_an_object_without_a_row_goes_after_the_same_days(citizen):
    with pytest.raises(RuntimeError), transaction.atomic():
        lost = upload(citizen)
        raise RuntimeError("the page failed after the file was stored")
    folders = [lost.key[:2]]
    assert is_there(lost) == (False, True)
    assert sweep_orphans(older_than=week_ago(), folders=folders) == []
    age_object(lost.key)
    assert sweep_orphans(older_than=week_ago(), folders=folders) == [lost.key]
    assert is_there(lost) == (False, False)
    swept = Event.objects.get(kind="file.orphan_swept")
    assert swept.subject_id == lost.sha256


@pytest.mark.django_db(transaction=True)
def test_a_file_stored_again_while_the_sweeper_comes_keeps_its_bytes(citizen):
    """The second upload has written nothing yet that the sweeper could see, but holds the key."""
    first = upload(citizen)
    age(first)
    held, go_on = threading.Event(), threading.Event()

    def stores_slowly():
        with transaction.atomic():
            again.append(upload(citizen))
            held.set()
            go_on.wait(20)
        connection.close()

    again: list[StoredFile] = []
    storing = threading.Thread(target=stores_slowly)
    storing.start()
    assert held.wait(20)
    swept = sweep_unreferenced(older_than=week_ago())
    go_on.set()
    storing.join()
    assert swept == [first]
    assert is_there(again[0]) == (True, True)


@pytest.mark.django_db(transaction=True)
def test_the_night_reaches_every_part_of_the_storage(citizen, time_machine):
    """Within the nights of one round each object without a row is gone, whatever its key."""
    keys = [f"{folder}/00/{folder}" for folder in ("00", "1f", "80", "ff")]
    for key in keys:
        place = Path(storage.private_storage().path(key))
        place.parent.mkdir(parents=True)
        place.write_bytes(b"x")
        age_object(key)
    tonight = timezone.now()
    for night in range(32):
        time_machine.move_to(tonight + timedelta(days=night), tick=False)
        sweep()
    assert not any(storage.private_storage().exists(key) for key in keys)
