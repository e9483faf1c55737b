"""Officials come by invitation only: one post, one address, one link that works once."""

import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from portal.accounts.models import Invitation, User
from portal.accounts.posts import grants_of
from portal.accounts.services.invite import (
    InvitationClosed,
    accept_invitation,
    invite,
    revoke_invitation,
)
from portal.agencies.models import Agency, Post, Tenure
from portal.audit.actors import SYSTEM
from portal.messaging.models import Delivery
from tests.accounts.conftest import PASSWORD, last_letter, make_person

EMAIL = "trang@minhha.example"


@pytest.fixture
def post(db):
    agency = Agency.objects.create(
        name="UBND phường Bến Mây", level="COMMUNE", kind="PEOPLE_COMMITTEE", since="2025-07-01"
    )
    return Post.objects.create(agency=agency, title="Công chức tiếp nhận", roles=["DESK"])


@pytest.fixture
def token(post):
    """The secret of the link in the letter that was sent."""
    inviter = make_person("admin@minhha.example", "Quản trị", kind="OFFICIAL")
    invite(post=post, full_name="Phạm Thu Trang", email=EMAIL, inviter=inviter, by=SYSTEM)
    return re.search(r"/loi-moi/([^/\s]+)/", last_letter(EMAIL)["body"])[1]


def accept(client, token):
    form = {"password1": PASSWORD, "password2": PASSWORD, "action": "accept"}
    return client.post(f"/tai-khoan/loi-moi/{token}/", form)


def test_the_link_makes_an_official_with_the_post(client, token, post):
    assert client.get(f"/tai-khoan/loi-moi/{token}/").status_code == 200
    assert accept(client, token)["Location"] == "/tai-khoan/dang-nhap/"
    user = User.objects.get(email=EMAIL)
    assert user.is_staff and user.proven_email == EMAIL
    assert [(grant.role, grant.agency) for grant in grants_of(user)] == [("DESK", post.agency)]


def test_the_link_works_once(client, token):
    accept(client, token)
    assert accept(client, token).status_code == 404
    assert Tenure.objects.count() == 1


def test_the_link_ends_after_its_days(client, token, settings, time_machine):
    days = timedelta(days=settings.INVITATION_DAYS, minutes=1)
    time_machine.move_to(timezone.now() + days)
    assert client.get(f"/tai-khoan/loi-moi/{token}/").status_code == 404


def test_a_withdrawn_link_is_dead(client, token):
    revoke_invitation(invitation=Invitation.objects.get(), by=SYSTEM)
    assert accept(client, token).status_code == 404


def test_a_guessed_link_is_nothing(client, token):
    assert client.get("/tai-khoan/loi-moi/doan-mo/").status_code == 404


def test_the_secret_is_in_no_table_in_plain_words(token):
    assert Invitation.objects.get().token_hash != token
    assert token not in Delivery.objects.order_by("-id")[0].sealed


def test_a_citizen_becomes_an_official_and_keeps_the_password(client, token):
    known = make_person(EMAIL, "Phạm Thu Trang")
    accept_invitation(token=token, password="một mật khẩu khác")
    known.refresh_from_db()
    assert known.is_official and known.check_password(PASSWORD)


def test_nobody_signs_up_as_an_official(client, db):
    form = {"full_name": "Kẻ Lạ", "email": "la@minhha.example", "kind": "OFFICIAL"}
    passwords = {"password1": PASSWORD, "password2": PASSWORD, "is_staff": "on"}
    client.post("/tai-khoan/dang-ky/", {**form, **passwords})
    user = User.objects.get(email="la@minhha.example")
    assert user.kind == "CITIZEN" and not user.is_staff


@pytest.mark.django_db(transaction=True)
def test_pressed_by_two_at_once_it_works_for_one(token):
    gate, outcomes = Barrier(4), []

    def press() -> None:
        gate.wait()
        try:
            accept_invitation(token=token, password=PASSWORD)
            outcomes.append("accepted")
        except InvitationClosed:
            outcomes.append("closed")
        finally:
            connection.close()

    threads = [Thread(target=press) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(outcomes) == ["accepted"] + ["closed"] * 3
    assert User.objects.filter(email=EMAIL).count() == 1
