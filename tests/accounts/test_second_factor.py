"""Officials pass a second factor everywhere; without one nothing else opens."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.utils import timezone

from portal.accounts.fields import keyring
from portal.accounts.mfa import PLACE
from portal.accounts.services.prove_identity import Proof, prove_identity
from portal.agencies.models import Agency, Post, Tenure
from tests.accounts.conftest import make_person, sign_in

DESK = "/quan-tri/"


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


@pytest.fixture
def official(db):
    """An administrator of a department, without a second factor so far."""
    user = make_person("quan@minhha.example", "Đỗ Minh Quân", kind="OFFICIAL", is_staff=True)
    agency = Agency.objects.create(
        name="Sở Xây dựng", level="PROVINCE", kind="DEPARTMENT", since="2025-07-01"
    )
    post = Post.objects.create(agency=agency, title="Quản trị", roles=["ADMIN"])
    Tenure.objects.create(post=post, user=user, since=timezone.localdate())
    return user


@pytest.fixture
def secret(official):
    value = generate_totp_secret()
    TOTP.activate(official, value)
    return value


@pytest.mark.parametrize("path", ["/tai-khoan/", DESK, "/tai-khoan/thong-tin/"])
def test_without_a_second_factor_an_official_is_led_to_set_it_up(client, official, path):
    sign_in(client, official)
    response = client.get(path, follow=True)
    assert response.redirect_chain[-1][0].startswith("/tai-khoan/xac-thuc-hai-lop/")


def test_setting_up_an_app_opens_the_desk(client, official):
    sign_in(client, official)
    client.get(DESK, follow=True)
    page = client.get("/tai-khoan/hai-lop/ung-dung/them/", follow=True)
    secret = page.context["form"].secret
    form = {"code": code_of(secret), "action": "activate"}
    with client.writing():  # allauth notes that the recovery codes were shown
        page = client.post("/tai-khoan/hai-lop/ung-dung/them/", form, follow=True)
    assert page.redirect_chain[-1][0] == "/tai-khoan/hai-lop/ma-du-phong/"
    assert client.get(DESK).status_code == 200
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert stored != secret and keyring().decrypt(stored, PLACE) == secret


def test_the_password_alone_opens_nothing(client, official, secret):
    answer = sign_in(client, official)
    assert answer.redirect_chain[-1][0] == "/tai-khoan/hai-lop/nhap/"
    answer = client.get(DESK, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/tai-khoan/hai-lop/nhap/")


def test_password_and_code_open_the_desk(client, official, secret):
    sign_in(client, official)
    answer = client.post("/tai-khoan/hai-lop/nhap/", {"code": code_of(secret)}, follow=True)
    assert answer.status_code == 200
    assert client.get(DESK).status_code == 200


def test_an_official_signs_in_anew_every_working_day(client, official, secret, time_machine):
    sign_in(client, official)
    client.post("/tai-khoan/hai-lop/nhap/", {"code": code_of(secret)}, follow=True)
    assert client.get(DESK).status_code == 200

    time_machine.move_to(timezone.now() + timedelta(hours=12, minutes=1))

    assert client.get(DESK, follow=True).redirect_chain[-1][0].startswith("/tai-khoan/dang-nhap/")


def test_a_session_from_before_the_second_factor_was_set_up_elsewhere_is_not_enough(
    client, official
):
    sign_in(client, official)
    TOTP.activate(official, generate_totp_secret())
    answer = client.get(DESK, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/tai-khoan/xac-thuc-hai-lop/")


@pytest.mark.parametrize("path", ["khoa/them/", "ma-du-phong/", "ung-dung/bo/"])
def test_such_a_session_reaches_no_page_that_makes_or_shows_another_factor(client, official, path):
    sign_in(client, official)
    TOTP.activate(official, generate_totp_secret())
    RecoveryCodes.activate(official)
    answer = client.get(f"/tai-khoan/hai-lop/{path}")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/tai-khoan/xac-thuc-hai-lop/")
    assert client.get("/tai-khoan/hai-lop/xac-nhan/").status_code == 200


def test_a_recovery_code_works_once(client, official, secret):
    code = RecoveryCodes.activate(official).get_unused_codes()[0]
    sign_in(client, official)
    client.post("/tai-khoan/hai-lop/nhap/", {"code": code}, follow=True)
    assert client.get(DESK).status_code == 200
    client.post("/tai-khoan/dang-xuat/")
    sign_in(client, official)
    client.post("/tai-khoan/hai-lop/nhap/", {"code": code}, follow=True)
    assert client.get(DESK).status_code == 302


def test_an_official_cannot_be_left_without_one(client, official, secret):
    sign_in(client, official)
    client.post("/tai-khoan/hai-lop/nhap/", {"code": code_of(secret)}, follow=True)
    client.post("/tai-khoan/hai-lop/ung-dung/bo/", {"action": "deactivate"}, follow=True)
    assert Authenticator.objects.filter(user=official, type="totp").exists()


def test_codes_cannot_be_guessed_without_end(client, official, secret):
    sign_in(client, official)
    statuses = [
        client.post("/tai-khoan/hai-lop/nhap/", {"code": "000000"}).status_code for _ in range(9)
    ]
    assert statuses[-1] == 429


def test_a_citizen_does_not_see_the_back_office(client, person):
    sign_in(client, person)
    assert client.get(DESK).status_code == 404


def test_an_official_without_the_post_of_administrator_sees_no_tables(client, official, secret):
    Post.objects.update(roles=["DESK"])
    sign_in(client, official)
    client.post("/tai-khoan/hai-lop/nhap/", {"code": code_of(secret)}, follow=True)
    assert client.get(DESK).status_code == 200
    assert client.get("/quan-tri/agencies/agency/").status_code in (403, 404)


def test_a_post_that_has_ended_gives_nothing(client, official, secret, time_machine):
    Tenure.objects.update(since="2026-01-01", until="2026-01-31")
    sign_in(client, official)
    client.post("/tai-khoan/hai-lop/nhap/", {"code": code_of(secret)}, follow=True)
    assert client.get("/quan-tri/agencies/agency/").status_code in (403, 404)


NUMBER = "079185004321"
STEP_UP = "/tai-khoan/nang-muc/?level=IDENTITY&next=/ho-so/"


@pytest.fixture
def proven(person, official):
    prove_identity(user=person, number=NUMBER, proof=Proof(official=official))
    return person


@pytest.fixture
def later(time_machine):
    """A minute later."""
    return lambda: time_machine.move_to(timezone.now() + timedelta(minutes=1), tick=True)


def set_up(client) -> str:
    """Set up an app on the pages; its secret."""
    secret = client.get("/tai-khoan/hai-lop/ung-dung/them/", follow=True).context["form"].secret
    form = {"code": code_of(secret), "action": "activate"}
    with client.writing():
        client.post("/tai-khoan/hai-lop/ung-dung/them/", form, follow=True)
    return secret


def enter(client, person, secret: str) -> None:
    """Sign in anew, with password and code."""
    client.post("/tai-khoan/dang-xuat/")
    sign_in(client, person)
    client.post("/tai-khoan/hai-lop/nhap/", {"code": code_of(secret)}, follow=True)
    records = client.session["account_authentication_methods"]
    assert "mfa" in {record["method"] for record in records}


def is_raised(client) -> bool:
    answer = client.get(STEP_UP)
    return answer.status_code == 302 and answer["Location"] == "/ho-so/"


def test_a_factor_set_up_with_the_password_alone_raises_no_session(client, proven, later):
    """Else whoever knows the password makes himself the proof."""
    sign_in(client, proven)
    secret = set_up(client)
    assert Authenticator.objects.filter(user=proven, type="totp").exists()
    assert not is_raised(client)
    later()
    enter(client, proven, secret)
    assert not is_raised(client)
    assert "/tai-khoan/hai-lop/xac-nhan/" not in client.get(STEP_UP).content.decode()


def test_it_counts_once_a_desk_has_compared_the_card_again(client, proven, official, later):
    sign_in(client, proven)
    secret = set_up(client)
    later()
    prove_identity(user=proven, number=NUMBER, proof=Proof(official=official))
    later()
    enter(client, proven, secret)
    assert is_raised(client)


def test_a_factor_set_up_in_a_proven_session_counts_from_then_on(
    client, proven, later, django_capture_on_commit_callbacks
):
    sign_in(client, proven)
    session = client.session
    session["account_authentication_methods"] += [{"method": "socialaccount", "at": time.time()}]
    session.save()
    with django_capture_on_commit_callbacks(execute=True):
        secret = set_up(client)
    later()
    enter(client, proven, secret)
    assert is_raised(client)


def test_recovery_codes_prove_nobody(client, person, official, later):
    TOTP.activate(person, generate_totp_secret())
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    prove_identity(user=person, number=NUMBER, proof=Proof(official=official))
    later()
    sign_in(client, person)
    client.post("/tai-khoan/hai-lop/nhap/", {"code": code}, follow=True)
    assert client.get("/tai-khoan/").status_code == 200
    assert not is_raised(client)
