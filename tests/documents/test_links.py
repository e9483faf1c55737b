from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from portal.audit.actors import Actor
from portal.audit.models import AccessEntry
from portal.audit.selectors import timeline
from portal.documents import storage
from portal.documents.links import LIFETIME, link
from portal.documents.services import store_upload
from portal.documents.workflow import Damage, Scan
from tests.documents import samples


@pytest.fixture
def stored(citizen):
    return store_upload(SimpleUploadedFile("Giấy khai sinh.jpg", samples.picture()), citizen)


@pytest.fixture
def signed_in(client, citizen):
    client.force_login(citizen)
    return client


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_the_file_arrives_whole_under_its_vietnamese_name(signed_in, citizen, stored):
    response = signed_in.get(link(stored, citizen))
    assert body(response) == storage.read(stored.key)
    assert response["Content-Type"] == "image/jpeg"
    assert "filename*=utf-8''Gi%E1%BA%A5y%20khai%20sinh.jpg" in response["Content-Disposition"]
    assert response["Content-Disposition"].startswith("attachment")


def test_a_browser_may_not_run_guess_or_keep_the_file(signed_in, citizen, stored):
    response = signed_in.get(link(stored, citizen))
    assert "sandbox" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"] and "private" in response["Cache-Control"]
    body(response)


def test_a_picture_may_be_shown_in_the_page_but_a_pdf_never(signed_in, citizen, stored):
    picture = signed_in.get(link(stored, citizen, inline=True))
    assert picture["Content-Disposition"].startswith("inline")
    paper = store_upload(SimpleUploadedFile("a.pdf", samples.pdf()), citizen)
    pdf = signed_in.get(link(paper, citizen, inline=True))
    assert pdf["Content-Disposition"].startswith("attachment")
    body(picture), body(pdf)


def test_a_link_works_for_a_quarter_of_an_hour(signed_in, citizen, stored, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    address = link(stored, citizen)
    time_machine.move_to(now + LIFETIME - timedelta(seconds=1), tick=False)
    assert body(signed_in.get(address))
    time_machine.move_to(now + LIFETIME + timedelta(seconds=2), tick=False)
    late = signed_in.get(address)
    assert late.status_code == 410
    assert "hết hạn" in late.text_of(".//h1")


def test_the_link_of_somebody_else_is_not_there(client, stranger, citizen, stored):
    address = link(stored, citizen)
    client.force_login(stranger)
    assert client.get(address).status_code == 404


def test_without_signing_in_no_byte_is_given(client, citizen, stored):
    response = client.get(link(stored, citizen))
    assert response.status_code in (302, 404)
    assert not response.streaming


@pytest.mark.parametrize("change", [lambda t: t[:-1] + "x", lambda t: "x" + t, lambda t: t[10:]])
def test_a_changed_link_is_not_there(signed_in, citizen, stored, change):
    address = link(stored, citizen)
    token = address.rstrip("/").rsplit("/", 1)[1]
    assert signed_in.get(address.replace(token, change(token))).status_code == 404


def test_a_file_that_changed_in_the_storage_is_not_given_out(
    signed_in, citizen, stored, data_folder
):
    path = data_folder / "files" / stored.key
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with signed_in.writing():
        response = signed_in.get(link(stored, citizen))
    assert response.status_code == 410 and not response.streaming
    assert stored.sha256 in response.content.decode()
    assert timeline(stored).last().kind == "file.changed"


def test_a_lost_file_is_marked_as_lost(signed_in, citizen, stored, data_folder):
    (data_folder / "files" / stored.key).unlink()
    with signed_in.writing():
        assert signed_in.get(link(stored, citizen)).status_code == 410
    stored.refresh_from_db()
    assert stored.damage == Damage.MISSING
    assert timeline(stored).last().kind == "file.missing"


@pytest.mark.parametrize(("scan", "status"), [(Scan.PENDING, 409), (Scan.INFECTED, 403)])
def test_a_file_that_is_not_known_to_be_clean_is_not_given_out(
    signed_in, citizen, stored, scan, status
):
    stored.scan = scan
    stored.save()
    assert signed_in.get(link(stored, citizen)).status_code == status


def test_the_owner_can_see_which_official_looked(client, citizen, stranger, stored):
    official = Actor("OFFICIAL", stranger.pk, 7, "OFFICER")
    client.force_login(stranger)
    body(client.get(link(stored, stranger, actor=official)))
    entry = AccessEntry.objects.get()
    assert (entry.owner_user_id, entry.viewer_user_id) == (citizen.pk, stranger.pk)
    assert (entry.viewer_agency_id, entry.viewer_role) == (7, "OFFICER")


def test_looking_at_ones_own_file_leaves_no_mark(signed_in, citizen, stored):
    body(signed_in.get(link(stored, citizen)))
    assert not AccessEntry.objects.exists()
