"""Links for partners: one file, one partner, a day, once; void links answer in plain words."""

import logging
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from portal.audit.actors import Actor, ActorKind
from portal.audit.selectors import timeline
from portal.documents import storage
from portal.documents.lending import AGAIN_WITHIN, LIFETIME, lend
from portal.documents.links import link
from portal.documents.models import LentOpening
from portal.documents.services import forget_links, recall, store_upload
from portal.documents.workflow import Scan
from tests.documents import samples

OFFICIAL = Actor(ActorKind.OFFICIAL, user_id=5)


@pytest.fixture
def stored(citizen):
    return store_upload(SimpleUploadedFile("Giấy khai sinh.jpg", samples.picture()), citizen)


@pytest.fixture
def partner(settings):
    """A program without cookies, somewhere else."""
    settings.BASE_URL = "https://dichvucong.minhha.example"
    return Client()


def path_of(address: str) -> str:
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}" == "https://dichvucong.minhha.example"
    return f"{parts.path}?{parts.query}"


def body(response) -> bytes:
    return b"".join(response.streaming_content)


def test_a_partner_fetches_the_file_and_the_log_says_so(partner, stored):
    response = partner.get(path_of(lend(stored, "national")))

    assert body(response) == storage.read(stored.key)
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    event = timeline(stored).last()
    assert (event.kind, event.actor_kind) == ("file.lent", ActorKind.PARTNER)
    assert event.payload == {"partner": "national", "again": False}
    assert LentOpening.objects.get().partner == "national"


def test_a_link_serves_again_only_while_a_broken_download_is_begun_anew(
    partner, stored, time_machine
):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    path = path_of(lend(stored, "national"))
    assert partner.head(path).status_code == 405
    assert not LentOpening.objects.exists()
    for minutes in (0, 9):
        time_machine.move_to(now + timedelta(minutes=minutes), tick=False)
        assert body(partner.get(path))
    time_machine.move_to(now + AGAIN_WITHIN + timedelta(seconds=1), tick=False)
    replayed = partner.get(path)
    assert replayed.status_code == 410 and not replayed.streaming
    assert "đã được dùng" in replayed.content.decode()
    assert body(partner.get(path_of(lend(stored, "national"))))


def test_a_link_is_good_for_a_day(partner, stored, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    path = path_of(lend(stored, "national"))
    time_machine.move_to(now + LIFETIME + timedelta(seconds=1), tick=False)
    late = partner.get(path)
    assert late.status_code == 410 and "hết hạn" in late.content.decode()


def test_links_taken_back_are_void_and_later_ones_are_not(partner, stored, citizen, time_machine):
    other = store_upload(SimpleUploadedFile("b.pdf", samples.pdf()), citizen)
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    before, untouched = path_of(lend(stored, "national")), path_of(lend(other, "national"))
    time_machine.move_to(now + timedelta(seconds=1), tick=False)
    assert recall(files=[stored.pk], by=OFFICIAL) == 1
    time_machine.move_to(now + timedelta(seconds=2), tick=False)

    void = partner.get(before)
    assert void.status_code == 410 and "thu hồi" in void.content.decode()
    assert body(partner.get(untouched))
    assert body(partner.get(path_of(lend(stored, "national"))))
    assert timeline(stored).filter(kind="file.links_recalled").exists()


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1] + "x", lambda t: t[5:], lambda t: "", lambda t: "ẽ" * 700]
)
def test_a_changed_link_is_not_there(partner, stored, change):
    address = lend(stored, "national")
    token = parse_qs(urlsplit(address).query)["ma"][0]
    answer = partner.get("/tep-doi-tac/", {"ma": change(token)})
    assert answer.status_code == 404
    assert answer["Content-Type"] == "text/plain; charset=utf-8"


def test_a_person_s_link_is_no_partner_s_link(partner, stored, citizen):
    token = link(stored, citizen).rstrip("/").rsplit("/", 1)[1]
    assert partner.get("/tep-doi-tac/", {"ma": token}).status_code == 404


@pytest.mark.parametrize(("scan", "status"), [(Scan.INFECTED, 403), (Scan.PENDING, 409)])
def test_what_is_not_known_to_be_clean_is_not_given(partner, stored, scan, status):
    type(stored).objects.filter(pk=stored.pk).update(scan=scan)
    answer = partner.get(path_of(lend(stored, "national")))
    assert answer.status_code == status and not answer.streaming
    assert not LentOpening.objects.exists()


def test_a_file_that_changed_in_the_storage_is_not_lent(partner, stored, data_folder):
    (data_folder / "files" / stored.key).write_bytes(b"something else")
    answer = partner.get(path_of(lend(stored, "national")))
    assert answer.status_code == 410 and not answer.streaming


def test_no_log_shows_a_link(partner, stored, caplog):
    type(stored).objects.filter(pk=stored.pk).update(scan=Scan.PENDING)
    address = lend(stored, "national")
    with caplog.at_level(logging.DEBUG):
        partner.get(path_of(address))
    token = parse_qs(urlsplit(address).query)["ma"][0]
    assert "/tep-doi-tac/" in caplog.text
    assert token not in caplog.text


def test_what_is_known_of_old_links_goes_the_log_stays(partner, stored):
    body(partner.get(path_of(lend(stored, "national"))))
    forget_links(timezone.now() + LIFETIME)
    assert LentOpening.objects.exists()
    forget_links(timezone.now() + 3 * LIFETIME)
    assert not LentOpening.objects.exists()
    assert timeline(stored).filter(kind="file.lent").exists()
