"""Questions of a form that are answered with a file, without scripts."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from dossiers.models import DossierFile, DraftFile, SupplementItem
from dossiers.selectors.drafts import draft_errors
from dossiers.services.answer_file import answer_file
from dossiers.services.attach_paper import attach_paper
from dossiers.services.submit import submit
from dossiers.services.supplement import ask
from portal.agencies.roles import Role
from portal.documents.models import StoredFile
from portal.documents.services import sweep_unreferenced
from portal.kernel.hashing import sha256_hex
from tests.documents.samples import picture
from tests.factories.accounts import citizen, official
from tests.factories.agencies import commune
from tests.factories.dossiers import draft
from tests.factories.procedures import procedure

pytestmark = pytest.mark.django_db

PHOTO = {
    "key": "photo",
    "kind": "file",
    "label": {"vi": "Ảnh chân dung", "en": "Portrait"},
    "required": True,
}
FORM = {
    "title": {"vi": "Tờ khai", "en": "Declaration"},
    "sections": [
        {
            "key": "person",
            "title": {"vi": "Người yêu cầu", "en": "Applicant"},
            "fields": [
                {"key": "name", "kind": "text", "label": {"vi": "Tên"}, "required": True},
                PHOTO,
                {
                    "key": "kids",
                    "kind": "group",
                    "label": {"vi": "Con"},
                    "fields": [PHOTO | {"required": False}],
                },
            ],
        }
    ],
}


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def owner():
    return citizen()


@pytest.fixture
def begun(owner, place):
    begun = draft(owner, place, revision=procedure(place, form=FORM), with_paper=False)
    return begun


@pytest.fixture
def signed_in(page, owner):
    page.force_login(owner)
    return page


def upload(name="chan-dung.jpg", data=None, kind="image/jpeg"):
    return SimpleUploadedFile(name, picture() if data is None else data, kind)


def save(page, begun, action="next", **sent):
    begun.refresh_from_db()
    data = {"seen": begun.version, "action": action, **sent}
    answer = page.post(f"/ho-so/nhap/{begun.public_id}/phan/person/", data)
    begun.refresh_from_db()
    return answer


def test_the_chooser_says_what_is_taken(signed_in, begun):
    html = signed_in.get(f"/ho-so/nhap/{begun.public_id}/phan/person/").content.decode()
    assert 'enctype="multipart/form-data"' in html
    assert "PDF, JPEG, PNG, HEIC" in html and "20 MB" in html
    assert 'accept="application/pdf' in html


def test_a_file_is_kept_even_where_other_answers_are_wrong(signed_in, begun):
    answer = save(signed_in, begun, name="", photo=upload())
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "chan-dung.jpg" in html and 'value="detach:photo"' in html
    stored = DraftFile.objects.get(draft=begun).file
    assert begun.answers["photo"] == {
        "id": str(stored.pk),
        "name": "chan-dung.jpg",
        "size": stored.size,
    }
    assert save(signed_in, begun, name="Mận").status_code == 302
    again = signed_in.get(f"/ho-so/nhap/{begun.public_id}/kiem-tra/").content.decode()
    assert "chan-dung.jpg" in again and "/tep/" in again


def test_a_newer_file_takes_the_place_and_one_taken_away_is_swept(signed_in, begun):
    save(signed_in, begun, "refresh", name="Mận", photo=upload())
    first = DraftFile.objects.get().file
    save(signed_in, begun, "refresh", photo=upload("moi.jpg", picture(colour="red")))
    second = DraftFile.objects.get().file
    assert second != first and begun.answers["photo"]["name"] == "moi.jpg"
    answer = save(signed_in, begun, "detach:photo")
    assert answer.status_code == 302
    assert begun.answers["photo"] is None and not DraftFile.objects.exists()
    swept = sweep_unreferenced(older_than=timezone.now() + timedelta(seconds=1))
    assert {file.pk for file in swept} == {first.pk, second.pk}


def test_a_row_takes_its_file_along(signed_in, begun):
    save(signed_in, begun, "add:kids", name="Mận", photo=upload())
    save(signed_in, begun, "refresh", **{"kids.0.photo": upload("be.jpg")})
    assert begun.answers["kids"][0]["photo"]["name"] == "be.jpg"
    save(signed_in, begun, "remove:kids.0")
    assert [row.file.name for row in DraftFile.objects.all()] == ["chan-dung.jpg"]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (upload("cut.jpg", picture()[:200]), "hỏng"),
        (upload("virus.exe", b"MZ" + b"\0" * 400, "application/octet-stream"), "không"),
        (upload("trong.pdf", b"", "application/pdf"), "trống"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_words(signed_in, begun, sent, words):
    answer = save(signed_in, begun, name="Mận", photo=sent)
    assert answer.status_code == 200
    assert words in answer.content.decode().lower()
    assert begun.answers["name"] == "Mận" and not begun.answers.get("photo")
    assert not StoredFile.objects.exists()


def test_a_giant_is_refused_before_it_is_read(signed_in, begun, settings):
    settings.UPLOAD_MAX_MB = 1
    answer = save(signed_in, begun, name="Mận", photo=upload(data=picture() + b"\0" * 1_100_000))
    assert "1 MB" in answer.content.decode()
    assert not DraftFile.objects.exists()


def test_a_place_that_asks_for_no_file_takes_none(signed_in, begun):
    save(signed_in, begun, "refresh", **{"name": upload(), "nothing.7": upload()})
    assert not StoredFile.objects.exists() and not begun.answers.get("name")


def test_naming_the_file_of_somebody_else_gains_nothing(signed_in, begun, place):
    other = draft(
        citizen(email="la@minhha.example"), place, revision=begun.revision, with_paper=False
    )
    theirs = answer_file(draft=other, by=other.owner, path="photo", upload=upload()).answers
    save(signed_in, begun, "later", name="Mận", photo=theirs["photo"]["id"])
    assert not begun.answers.get("photo")
    begun.answers["photo"] = theirs["photo"]
    begun.save()
    assert "photo" in draft_errors(begun, timezone.localdate())
    section = signed_in.get(f"/ho-so/nhap/{begun.public_id}/phan/person/")
    assert "/tep/" not in section.content.decode()
    assert save(signed_in, other, photo=upload()).status_code == 404


def test_what_is_sent_goes_along_and_is_opened_by_its_owner(signed_in, begun, owner):
    save(signed_in, begun, name="Mận", photo=upload())
    papers = signed_in.post(
        f"/ho-so/nhap/{begun.public_id}/giay-to/",
        {"paper-chung-sinh": upload("chung-sinh.jpg"), "action": "next"},
    )
    assert papers.status_code == 302
    dossier = submit(draft_id=begun.public_id, by=owner)
    kept = DossierFile.objects.get(dossier=dossier).file
    assert kept.name == "chan-dung.jpg"
    assert not sweep_unreferenced(older_than=timezone.now() + timedelta(seconds=1))
    html = signed_in.get(dossier.get_absolute_url()).content.decode()
    address = html.partition("chan-dung.jpg</a>")[0].rpartition('href="')[2].partition('"')[0]
    assert sha256_hex(b"".join(signed_in.get(address).streaming_content)) == kept.sha256


def test_a_file_that_was_asked_for_again_is_answered_with_a_new_one(signed_in, begun, owner, place):
    photo = answer_file(draft=begun, by=owner, path="photo", upload=upload())
    photo.answers["name"] = "Mận"
    photo.save()
    attach_paper(
        draft=begun, by=owner, paper=begun.revision.papers.get(), uploads=[upload("giay.jpg")]
    )
    dossier = submit(draft_id=begun.public_id, by=owner)
    desk = official(place.desk, Role.DESK)
    items = [SupplementItem(label="Ảnh", field_key="photo", reason="Bị mờ")]
    ask(dossier=dossier, by=desk, expected_version=1, phase="DESK", items=items, reason="Bị mờ")
    page = f"{dossier.get_absolute_url()}bo-sung/"
    assert 'value="detach:photo"' in signed_in.get(page).content.decode()
    dossier.refresh_from_db()
    sent = {"version": dossier.version, "note": "", "action": "refresh"}
    bad = signed_in.post(page, sent | {"photo": upload("x.jpg", b"MZ" * 300)})
    assert bad.status_code == 200
    assert signed_in.post(page, sent | {"photo": upload("ro.jpg")}).status_code == 302
    assert "ro.jpg" in signed_in.get(page).content.decode()
    assert signed_in.post(page, sent | {"action": "send"}).status_code == 302
    dossier.refresh_from_db()
    assert dossier.answers["photo"]["name"] == "ro.jpg"
    names = [row.file.name for row in DossierFile.objects.filter(dossier=dossier)]
    assert names == ["chan-dung.jpg", "ro.jpg"]
