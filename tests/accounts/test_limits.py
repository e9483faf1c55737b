"""Limits: strangers lock nobody out, addresses are generous, a lost Redis guards secrets still."""

import pytest
from django.test import RequestFactory

from portal.accounts import limits
from portal.accounts.addresses import client_address
from portal.accounts.limits import LimitReached, hit
from portal.accounts.models import Guess
from portal.accounts.rules.limits import LIMITS
from portal.messaging.models import Delivery
from tests.accounts.conftest import sign_in
from tests.client import PageClient

SECRET = "chiều nay bến mây"


def exhaust(name, *keys):
    for _ in range(LIMITS[name].tries):
        hit(name, *keys)


def test_a_window_slides(time_machine):
    time_machine.move_to("2026-11-23 08:00:00+07:00", tick=False)
    exhaust("sign_in_device", "a", "b")
    with pytest.raises(LimitReached) as reached:
        hit("sign_in_device", "a", "b")
    assert reached.value.retry_after in (900, 901)
    hit("sign_in_device", "a", "another browser")
    time_machine.move_to("2026-11-23 08:15:01+07:00", tick=False)
    hit("sign_in_device", "a", "b")


@pytest.mark.django_db
def test_the_seventh_try_of_a_browser_is_refused_even_with_the_right_password(client, person):
    for _ in range(6):
        assert sign_in(client, person, "sai rồi sai rồi").status_code == 200
    refused = sign_in(client, person)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0


@pytest.mark.django_db
def test_the_refusal_is_the_same_for_an_account_that_does_not_exist(client):
    data = {"login": "khong-co@minhha.example", "password": "x" * 12}
    for _ in range(6):
        assert client.post("/tai-khoan/dang-nhap/", data).status_code == 200
    assert client.post("/tai-khoan/dang-nhap/", data).status_code == 429


@pytest.mark.django_db
def test_strangers_cannot_lock_a_person_out(client, client_of_a_stranger, person):
    sign_in(client, person)
    client.post("/tai-khoan/dang-xuat/")
    statuses = [client_of_a_stranger(person) for _ in range(20)]
    assert statuses == [200] * 19 + [429], "the owner's first sign-in was a stranger's too"
    answer = sign_in(client, person)
    assert answer.redirect_chain[-1][0] == "/tai-khoan/"


@pytest.fixture
def client_of_a_stranger():
    """Each call is a browser without history that guesses a password once."""

    def guess(person):
        return sign_in(PageClient(), person, "một lần đoán mò").status_code

    return guess


@pytest.mark.django_db
def test_only_so_many_codes_go_to_one_contact(person):
    data = {"login": person.email}
    for _ in range(5):
        assert PageClient().post("/tai-khoan/dang-nhap/ma/", data).status_code == 302
    assert PageClient().post("/tai-khoan/dang-nhap/ma/", data).status_code == 429
    assert Delivery.objects.count() == 5


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "field"),
    [("/tai-khoan/dang-nhap/ma/", "login"), ("/tai-khoan/mat-khau/quen/", "email")],
)
def test_strangers_do_not_keep_a_person_from_a_code(client, person, path, field):
    sign_in(client, person)
    client.post("/tai-khoan/dang-xuat/")
    exhaust("code_to_contact", person.email, "strangers")
    assert PageClient().post(path, {field: person.email}).status_code == 429
    assert client.post(path, {field: person.email}).status_code == 302


@pytest.mark.django_db
def test_only_so_many_sign_ups_write_to_one_contact(person):
    form = {"full_name": "Kẻ Lạ", "email": person.email, "password1": SECRET, "password2": SECRET}
    for _ in range(5):
        assert PageClient().post("/tai-khoan/dang-ky/", form).status_code == 302
    assert PageClient().post("/tai-khoan/dang-ky/", form).status_code == 429
    assert Delivery.objects.count() == 5


@pytest.mark.django_db
def test_a_person_has_codes_sent_to_only_so_many_new_contacts(client, person):
    sign_in(client, person)
    exhaust("code_by_person", person.pk)
    other_browser = client.cookies.pop("device")
    assert other_browser.value
    form = {"action_add": "", "email": "moi@minhha.example"}
    assert client.post("/tai-khoan/email/", form).status_code == 429
    assert not Delivery.objects.exists()


@pytest.fixture
def redis_away(settings, tmp_path):
    """Redis at an address where nothing listens."""
    settings.REDIS_URL = f"unix://{tmp_path}/nothing.sock"
    limits.connection.cache_clear()
    yield
    limits.connection.cache_clear()


@pytest.mark.django_db
def test_without_redis_ordinary_limits_let_everyone_through(redis_away, caplog):
    for _ in range(LIMITS["sign_up_by_device"].tries + 1):
        hit("sign_up_by_device", "browser")
    assert "without Redis" in caplog.text
    assert not Guess.objects.exists()


@pytest.mark.django_db
def test_without_redis_secrets_are_counted_in_the_database(redis_away):
    exhaust("second_factor", 7)
    with pytest.raises(LimitReached):
        hit("second_factor", 7)
    hit("second_factor", 8)


@pytest.mark.django_db
def test_without_redis_people_still_sign_in(redis_away, client, person):
    assert sign_in(client, person).redirect_chain[-1][0] == "/tai-khoan/"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "not an address", "192.0.2.1"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
    ],
)
def test_the_client_is_read_behind_a_known_number_of_proxies(
    settings, proxies, forwarded, expected
):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == expected
