"""A citizen's account: made with a contact proven by a code, told to nobody else."""

import pytest
from django.contrib.auth.hashers import get_hasher
from django.core import mail

from portal.accounts.models import User
from portal.accounts.services.change_phone import change_phone
from portal.accounts.services.prove_contact import prove_phone
from portal.audit.models import Event
from portal.messaging.models import Delivery
from tests.accounts.conftest import PASSWORD, code_in, last_letter, make_person, sign_in
from tests.client import PageClient

SIGN_UP = "/tai-khoan/dang-ky/"


def form(**changes):
    data = {"full_name": "Lê Văn Bưởi", "email": "buoi@minhha.example"}
    return {**data, "password1": PASSWORD, "password2": PASSWORD, **changes}


@pytest.mark.django_db
def test_an_address_is_proven_by_the_code_sent_to_it(client):
    response = client.post(SIGN_UP, form(), follow=True)
    assert response.redirect_chain[-1][0] == "/tai-khoan/email/ma/"
    user = User.objects.get(email="buoi@minhha.example")
    assert user.proven_email == ""
    code = code_in(last_letter("buoi@minhha.example"))
    response = client.post("/tai-khoan/email/ma/", {"code": code, "action": "verify"}, follow=True)
    assert response.redirect_chain[-1][0] == "/tai-khoan/"
    user.refresh_from_db()
    assert user.proven_email == "buoi@minhha.example"
    assert "Lê Văn Bưởi" in response.content.decode()


@pytest.mark.django_db
def test_a_phone_alone_is_enough(client, settings):
    settings.SMS_GATEWAYS = ["mail"]
    client.post(SIGN_UP, form(email="", phone="0912 345 678"), follow=True)
    user = User.objects.get(phone="+84912345678")
    changed = Event.objects.get(kind="account.contact_changed")
    assert (changed.subject_id, changed.payload) == (str(user.pk), {"contact": "phone"})
    assert user.proven_phone == ""
    code = code_in(last_letter("+84912345678"))
    response = client.post("/tai-khoan/dien-thoai/ma/", {"code": code}, follow=True)
    assert response.redirect_chain[-1][0] == "/tai-khoan/"
    user.refresh_from_db()
    assert user.proven_phone == "+84912345678"
    client.logout()
    assert sign_in(client, user).redirect_chain[-1][0] == "/tai-khoan/"


@pytest.mark.django_db
def test_without_a_contact_there_is_no_account(client):
    response = client.post(SIGN_UP, form(email=""))
    assert response.status_code == 200
    assert not User.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("gateways", "optional"), [([], False), (["mail"], True)])
def test_an_address_is_optional_only_where_a_phone_stands_in(client, settings, gateways, optional):
    settings.SMS_GATEWAYS = gateways
    address = client.get(SIGN_UP).context["form"].fields["email"]
    assert address.required is not optional


@pytest.mark.django_db
def test_three_wrong_codes_end_the_attempt(client):
    client.post(SIGN_UP, form(), follow=True)
    code = code_in(last_letter("buoi@minhha.example"))
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(3):
        client.post("/tai-khoan/email/ma/", {"code": wrong, "action": "verify"})
    response = client.post("/tai-khoan/email/ma/", {"code": code, "action": "verify"}, follow=True)
    assert User.objects.get(email="buoi@minhha.example").proven_email == ""
    assert response.redirect_chain[-1][0].startswith("/tai-khoan/dang-nhap/")


@pytest.mark.django_db
def test_a_taken_address_looks_the_same_to_a_stranger(client):
    make_person("buoi@minhha.example", "Lê Văn Bưởi")
    response = client.post(SIGN_UP, form(full_name="Kẻ Lạ"), follow=True)
    assert response.redirect_chain[-1][0] == "/tai-khoan/email/ma/"
    assert User.objects.count() == 1
    assert "tài khoản" in last_letter("buoi@minhha.example")["subject"]


@pytest.mark.django_db
def test_a_taken_address_takes_as_long_as_a_free_one(client, monkeypatch):
    make_person("buoi@minhha.example", "Lê Văn Bưởi")
    hashed = []
    hasher = type(get_hasher())
    encode = hasher.encode
    monkeypatch.setattr(
        hasher,
        "encode",
        lambda self, *given, **more: hashed.append(1) or encode(self, *given, **more),
    )
    client.post(SIGN_UP, form())
    taken, hashed[:] = len(hashed), []
    PageClient().post(SIGN_UP, form(email="buoi2@minhha.example"))
    assert taken == len(hashed) > 0


@pytest.mark.django_db
def test_no_code_stands_in_the_database_in_plain_words(client):
    client.post(SIGN_UP, form(), follow=True)
    code = code_in(last_letter("buoi@minhha.example"))
    delivery = Delivery.objects.get()
    assert code not in delivery.sealed and "buoi@" not in delivery.address
    assert not mail.outbox


@pytest.mark.django_db
def test_a_code_can_replace_the_password(client, person):
    client.post("/tai-khoan/dang-nhap/ma/", {"login": "MAN@minhha.example"}, follow=True)
    code = code_in(last_letter("man@minhha.example"))
    response = client.post("/tai-khoan/dang-nhap/ma/nhap/", {"code": code}, follow=True)
    assert response.redirect_chain[-1][0] == "/tai-khoan/"


@pytest.mark.django_db
@pytest.mark.parametrize("login", ["ai-do@minhha.example", "0987654321"])
def test_asking_for_a_code_tells_nothing_about_strangers(client, person, login):
    known = client.post("/tai-khoan/dang-nhap/ma/", {"login": person.email})
    unknown = client.post("/tai-khoan/dang-nhap/ma/", {"login": login})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert Delivery.objects.count() == 1


@pytest.mark.django_db
def test_a_forgotten_password_is_set_anew_with_a_code(client, person):
    client.post("/tai-khoan/mat-khau/quen/", {"email": person.email}, follow=True)
    code = code_in(last_letter(person.email))
    client.post("/tai-khoan/mat-khau/quen/ma/", {"code": code}, follow=True)
    new = {"password1": "một câu dài mới", "password2": "một câu dài mới"}
    response = client.post("/tai-khoan/mat-khau/quen/moi/", new, follow=True)
    assert response.status_code == 200
    person.refresh_from_db()
    assert person.check_password("một câu dài mới")
    assert person.notices.filter(text="accounts/security_changed_for_person").exists()


def test_another_phone_must_be_proven_anew(person):
    prove_phone(user=person, phone="+84912345678")
    change_phone(user=person, phone="+84987654321")
    for seen in (person, User.objects.get(pk=person.pk)):
        assert (seen.phone, seen.proven_phone) == ("+84987654321", "")
    kinds = Event.objects.filter(subject_id=str(person.pk)).order_by("id")
    assert [event.kind for event in kinds] == ["account.contact_proven", "account.contact_changed"]
