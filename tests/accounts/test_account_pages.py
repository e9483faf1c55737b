"""One's own pages: all of them good pages, in both languages; what is shown is one's own."""

import pytest

from portal.accounts.models import Organisation
from portal.accounts.services.account_requests import ask_about_account
from portal.accounts.services.represent import register_organisation
from portal.audit.actors import Actor
from portal.audit.services import looked
from tests.accounts.conftest import sign_in

PAGES = [
    "/tai-khoan/",
    "/tai-khoan/thong-tin/",
    "/tai-khoan/bao-mat/",
    "/tai-khoan/danh-tinh/",
    "/tai-khoan/to-chuc/",
    "/tai-khoan/ai-da-xem/",
    "/tai-khoan/yeu-cau/",
    "/tai-khoan/nang-muc/",
    "/tai-khoan/email/",
    "/tai-khoan/dien-thoai/",
    "/tai-khoan/mat-khau/doi/",
    "/tai-khoan/hai-lop/ung-dung/them/",
    "/tai-khoan/hai-lop/khoa/",
    "/tai-khoan/hai-lop/khoa/them/",
    "/tai-khoan/xac-nhan/",
    "/tai-khoan/dang-xuat/",
]
OPEN = [
    "/tai-khoan/dang-nhap/",
    "/tai-khoan/dang-ky/",
    "/tai-khoan/dang-nhap/ma/",
    "/tai-khoan/mat-khau/quen/",
    "/tai-khoan/mat-khau/quen/xong/",
    "/tai-khoan/tam-ngung/",
    "/tai-khoan/dich-vu-huy/",
]


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_the_account_is_a_good_page(client, person, path, language):
    sign_in(client, person)
    page = client.get(language + path)
    assert page.status_code == 200
    assert page.tree.get("lang") == (language.strip("/") or "vi")


@pytest.mark.django_db
@pytest.mark.parametrize("path", OPEN)
def test_every_open_page_is_a_good_page(client, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_a_stranger_is_asked_to_sign_in(client, db, path):
    if path != "/tai-khoan/dang-xuat/":
        assert client.get(path)["Location"].startswith("/tai-khoan/dang-nhap/?next=")


def test_sign_in_never_leads_to_another_host(client, person):
    form = {"login": person.email, "password": "bến mây chiều nay", "next": "https://evil.example/"}
    answer = client.post("/tai-khoan/dang-nhap/?next=https://evil.example/", form)
    assert "evil" not in answer["Location"]


def test_who_looked_is_shown_by_unit_role_and_purpose(client, person, other_person):
    viewer = Actor("OFFICIAL", other_person.pk, None, "OFFICER")
    looked(viewer, person.profile, person.pk, "PROCESSING")
    sign_in(client, person)
    text = client.get("/tai-khoan/ai-da-xem/").content.decode()
    assert "công chức xử lý" in text and other_person.full_name not in text


def test_an_organisation_is_added_and_left(client, person):
    sign_in(client, person)
    form = {"name": "HTX Bến Mây", "tax_number": "0100109106", "action": "add"}
    client.post("/tai-khoan/to-chuc/", form)
    membership = person.memberships.get()
    assert membership.organisation.proven_at is None
    client.post("/tai-khoan/to-chuc/", {"action": "leave", "membership": membership.pk})
    membership.refresh_from_db()
    assert membership.until is not None


def test_a_wrong_tax_number_is_told(client, person):
    sign_in(client, person)
    client.post("/tai-khoan/to-chuc/", {"name": "HTX", "tax_number": "0100109107"})
    assert not Organisation.objects.exists()


def test_somebody_elses_membership_is_not_mine_to_end(client, person, other_person):
    register_organisation(user=other_person, name="HTX", tax_number="0100109106")
    theirs = other_person.memberships.get()
    sign_in(client, person)
    form = {"action": "leave", "membership": theirs.pk}
    assert client.post("/tai-khoan/to-chuc/", form).status_code == 404
    theirs.refresh_from_db()
    assert theirs.until is None


def test_a_request_is_asked_once_and_taken_back(client, person):
    sign_in(client, person)
    for _ in range(2):
        client.post("/tai-khoan/yeu-cau/", {"kind": "CLOSE", "reason": "", "action": "ask"})
    asked = person.account_requests.get()
    client.post("/tai-khoan/yeu-cau/", {"action": "withdraw", "request": asked.pk})
    asked.refresh_from_db()
    assert asked.state == "WITHDRAWN"


def test_somebody_elses_request_cannot_be_taken_back(client, person, other_person):
    theirs = ask_about_account(
        user=other_person, kind="CLOSE", reason="", by=Actor.citizen(other_person)
    )
    sign_in(client, person)
    client.post("/tai-khoan/yeu-cau/", {"action": "withdraw", "request": theirs.pk})
    theirs.refresh_from_db()
    assert theirs.state == "ASKED"


def test_what_is_posted_after_a_long_pause_is_not_kept_in_the_session(client, person):
    sign_in(client, person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0}]
    session.save()
    new = {"email": "moi@minhha.example", "action_add": "add"}
    answer = client.post("/tai-khoan/email/", new)
    assert answer["Location"] == "/tai-khoan/xac-nhan/?next=%2Ftai-khoan%2Femail%2F"
    assert "moi@minhha.example" not in str(dict(client.session))
