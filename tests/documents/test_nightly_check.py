"""Every stored file is read again within a week, and what happened to it becomes visible."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from portal.agencies.roles import Role
from portal.agencies.selectors import root
from portal.audit.selectors import timeline
from portal.celery import app
from portal.documents import storage
from portal.documents.models import StoredFile
from portal.documents.rules.keeping import CHECKS_A_NIGHT
from portal.documents.services import check_files, note_damage, store_bytes, store_upload
from portal.documents.tasks import compare_stored_files
from portal.documents.workflow import Damage, Purpose
from portal.integrations.models import OutboxMessage
from portal.integrations.services import deliver
from portal.messaging.models import Notice
from tests.documents import samples
from tests.factories.accounts import come_in, official
from tests.factories.agencies import commune


@pytest.fixture
def stored(citizen):
    return store_upload(SimpleUploadedFile("a.jpg", samples.picture()), citizen)


def keep(number: int) -> StoredFile:
    return store_bytes(
        f"file {number}".encode(),
        name=f"{number}.pdf",
        content_type="application/pdf",
        owner=None,
        purpose=Purpose.ISSUED,
    )


def events_after_the_first(stored: StoredFile) -> list[str]:
    return [event.kind for event in timeline(stored)][1:]


def look() -> int:
    return check_files(runs=1, now=timezone.now())


def test_a_whole_file_is_looked_at_and_left_in_peace(stored):
    before = stored.checked_at
    assert look() == 1
    stored.refresh_from_db()
    assert stored.damage == Damage.NONE and stored.checked_at > before
    assert events_after_the_first(stored) == []


def test_a_changed_file_is_found_once_and_is_whole_again_when_it_is_mended(stored, data_folder):
    data = storage.read(stored.key)
    place = data_folder / "files" / stored.key
    place.write_bytes(data[:-1] + b"?")
    look(), look()
    stored.refresh_from_db()
    assert stored.damage == Damage.CHANGED
    assert events_after_the_first(stored) == ["file.changed"]
    place.write_bytes(data)
    look()
    stored.refresh_from_db()
    assert stored.damage == Damage.NONE
    assert events_after_the_first(stored) == ["file.changed", "file.restored"]


def test_a_missing_file_is_found_and_listed_for_administrators(stored, data_folder):
    (data_folder / "files" / stored.key).unlink()
    whole = keep(1)
    look(), look()
    stored.refresh_from_db()
    assert stored.damage == Damage.MISSING
    assert events_after_the_first(stored) == ["file.missing"]
    client = come_in(Client(), official(commune().province, Role.ADMIN))
    page = client.get(
        "/quan-tri/documents/storedfile/", {"damage__exact": Damage.MISSING}
    ).content.decode()
    assert str(stored.pk) in page and str(whole.pk) not in page


def test_the_runs_of_a_round_reach_every_file_though_new_ones_arrive(db):
    old = {keep(number).pk for number in range(10)}
    start = timezone.now()
    looks = []
    for run in range(4):
        looks.append(check_files(runs=4, now=start + timedelta(days=run)))
        keep(100 + run)
    assert max(looks) <= 4  # a run has its bounds
    assert not StoredFile.objects.filter(pk__in=old, checked_at__lt=start).exists()


def test_a_run_cut_short_goes_on_where_it_was(db, monkeypatch):
    kept = sorted((keep(number) for number in range(6)), key=lambda stored: stored.key)
    StoredFile.objects.update(checked_at=timezone.now())
    read, digest = [], storage.digest_of

    def falters(key):
        if len(read) == 3:
            raise KeyboardInterrupt
        read.append(key)
        return digest(key)

    monkeypatch.setattr(storage, "digest_of", falters)
    with pytest.raises(KeyboardInterrupt):
        check_files(runs=1, now=timezone.now(), chunk=2)
    monkeypatch.setattr(storage, "digest_of", lambda key: read.append(key) or digest(key))
    check_files(runs=2, now=timezone.now())
    assert read == [stored.key for stored in [*kept[:3], *kept[2:5]]]


def test_a_file_swept_away_during_the_look_is_no_damage(stored):
    StoredFile.objects.filter(pk=stored.pk)._raw_delete(using="default")
    note_damage(file=stored, found=Damage.MISSING)
    assert events_after_the_first(stored) == []


def test_beat_fires_as_often_as_the_shares_of_a_night(stored):
    hours = app.conf.beat_schedule["documents-check"]["schedule"]
    assert len(hours.hour) * len(hours.minute) == CHECKS_A_NIGHT
    before = stored.checked_at
    compare_stored_files()
    stored.refresh_from_db()
    assert stored.checked_at > before


def test_those_who_can_bring_back_a_backup_are_told_once(stored, data_folder):
    committee = commune().committee
    administrator = official(root(timezone.localdate()) or committee, Role.ADMIN)
    (data_folder / "files" / stored.key).unlink()
    look(), look()
    for message in OutboxMessage.objects.filter(handler="messaging.file_damaged"):
        deliver(message.pk)
    notice = Notice.objects.get()
    assert notice.recipient_id == administrator.pk
    assert notice.link == f"/quan-tri/documents/storedfile/{stored.pk}/change/"
