"""A post that meets an ended session is kept, shown and given back to the same person, unsent."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.accounts import kept_pages
from portal.accounts.kept_pages import takes_back
from portal.accounts.models import KeptPost, Organisation
from portal.accounts.rules.limits import LIMITS
from portal.accounts.services.keep_post import given_back, sweep_kept
from tests.accounts.conftest import sign_in
from tests.client import PageClient

FORM = "/tai-khoan/to-chuc/"
TYPED = {
    "name": "Hợp tác xã Ở Ễ",
    "tax_number": "0100109106",
    "address": "Bến Mây",
    "action": "add",
}


@pytest.fixture
def lost(client, person):
    """The post of a person whose session has ended, in the browser where it had begun."""
    sign_in(client, person)
    client.post("/tai-khoan/dang-xuat/")
    answer = client.post(FORM, TYPED)
    return KeptPost.objects.get(), answer


def test_the_post_is_kept_and_nothing_is_sent(lost):
    kept, answer = lost
    assert answer.status_code == 302
    assert str(kept.pk) in answer["Location"]
    assert ["name", "Hợp tác xã Ở Ễ"] in kept.fields
    assert not Organisation.objects.exists()


def test_after_sign_in_it_is_shown_and_goes_on_in_one_press(client, person, lost):
    kept, answer = lost
    page = client.post(
        answer["Location"], {"login": person.email, "password": "bến mây chiều nay"}, follow=True
    )
    assert "Hợp tác xã Ở Ễ" in page.content.decode()
    assert not Organisation.objects.exists()
    hidden = {f.get("name"): f.get("value") for f in page.tree.iter("input")}
    assert hidden["tax_number"] == "0100109106"
    client.post(FORM, {**TYPED})
    assert Organisation.objects.get().name == "Hợp tác xã Ở Ễ"


def test_another_browser_gets_nothing(lost, person):
    kept, _ = lost
    stranger = PageClient()
    sign_in(stranger, person)
    assert stranger.get(f"/tai-khoan/giu-lai/{kept.pk}/").status_code == 404


def test_another_person_in_the_same_browser_gets_nothing(client, lost, person, other_person):
    kept, _ = lost
    assert kept.user == person
    sign_in(client, other_person)
    assert client.get(f"/tai-khoan/giu-lai/{kept.pk}/").status_code == 404


def test_after_a_day_it_is_gone(client, person, lost, time_machine):
    kept, _ = lost
    time_machine.move_to(timezone.now() + timedelta(hours=24, minutes=1))
    assert sweep_kept() == 1
    assert not KeptPost.objects.exists()


def test_thrown_away_it_is_wiped(client, person, lost):
    kept, _ = lost
    client.post(f"/tai-khoan/giu-lai/{kept.pk}/", {"action": "discard"})
    kept.refresh_from_db()
    assert kept.fields and not kept.given_back_at, "nobody is signed in: whoever sits here"
    sign_in(client, person)
    client.post(f"/tai-khoan/giu-lai/{kept.pk}/", {"action": "discard"})
    kept.refresh_from_db()
    assert kept.fields == [] and kept.given_back_at


def test_a_form_that_takes_values_back_gets_them_unsent(client, person, lost, monkeypatch):
    kept, _ = lost
    monkeypatch.setattr(kept_pages, "_pages", set(kept_pages._pages))
    takes_back("accounts:organisations")
    sign_in(client, person)
    answer = client.post(f"/tai-khoan/giu-lai/{kept.pk}/", {"action": "restore"})
    assert answer["Location"] == f"{FORM}?giu-lai={kept.pk}"
    request = client.get(answer["Location"]).wsgi_request
    assert given_back(request)["name"] == "Hợp tác xã Ở Ễ"
    kept.refresh_from_db()
    assert kept.user == person
    other_page = client.get(f"/tai-khoan/thong-tin/?giu-lai={kept.pk}").wsgi_request
    assert given_back(other_page) is None


def test_a_stale_token_loses_nothing(person):
    strict = Client(enforce_csrf_checks=True)
    quick = PageClient()
    sign_in(quick, person)
    strict.cookies = quick.cookies
    answer = strict.post(FORM, TYPED)
    kept = KeptPost.objects.get()
    assert answer["Location"] == f"/tai-khoan/giu-lai/{kept.pk}/"
    assert kept.user == person


def test_passwords_and_codes_are_never_kept(client, lost):
    KeptPost.objects.all().delete()
    client.post("/tai-khoan/thong-tin/", {"note": "giữ", "password1": "bí mật", "otp": "123456"})
    assert KeptPost.objects.get().fields == [["note", "giữ"]]
    KeptPost.objects.all().delete()
    client.post("/tai-khoan/mat-khau/doi/", {"oldpassword": "bí mật", "note": "x"})
    assert not KeptPost.objects.exists()


def test_what_another_site_sends_is_not_kept(db):
    """Such a request carries no cookie of the browser (SameSite)."""
    Client().post(FORM, TYPED)
    assert not KeptPost.objects.exists()


def test_a_post_too_big_is_not_kept(client, lost, settings):
    KeptPost.objects.all().delete()
    settings.KEPT_POST_MAX_BYTES = 100
    client.post(FORM, {**TYPED, "name": "x" * 101})
    assert not KeptPost.objects.exists()


def test_a_stranger_has_only_so_much_kept(db, monkeypatch):
    few = {name: replace(LIMITS[name], tries=2) for name in ("keep_by_device", "keep_by_address")}
    browser = Client()
    browser.get("/tai-khoan/dang-nhap/")
    monkeypatch.setitem(LIMITS, "keep_by_device", few["keep_by_device"])
    for _ in range(3):
        answer = browser.post(FORM, TYPED)
    assert KeptPost.objects.count() == 2
    assert answer["Location"].startswith("/tai-khoan/dang-nhap/")
    monkeypatch.setitem(LIMITS, "keep_by_address", few["keep_by_address"])
    another = Client()
    another.get("/tai-khoan/dang-nhap/")
    another.post(FORM, TYPED)
    assert KeptPost.objects.count() == 2
