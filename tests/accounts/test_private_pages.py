"""What only one person may see is kept by nobody on the way; a broken address breaks nothing."""

import pytest
from django.test import Client

from portal.agencies.roles import Role
from tests.accounts.conftest import sign_in
from tests.factories.accounts import come_in, official
from tests.factories.agencies import commune

ZERO = ["/thu-tuc/?after=%00", "/kiem-tra/%00/", "/tra-cuu/?code=%00", "/tim-kiem/?q=a%00b"]


@pytest.mark.parametrize("path", ["/tai-khoan/", "/ho-so/", "/thong-bao/", "/thu-tuc/"])
def test_no_browser_and_no_proxy_keeps_the_pages_of_a_person(client, person, path):
    sign_in(client, person)
    kept = client.get(path)["Cache-Control"]
    assert "no-store" in kept and "private" in kept


def test_not_even_the_way_to_the_sign_in_page(client, db):
    assert "no-store" in client.get("/ho-so/")["Cache-Control"]


def test_public_pages_may_be_kept_by_the_browser_of_a_visitor(client, db):
    assert "no-store" not in client.get("/thu-tuc/").get("Cache-Control", "")


@pytest.mark.parametrize("path", ZERO)
def test_an_address_with_a_zero_in_it_is_a_bad_request(client, db, path):
    assert client.get(path).status_code == 400


def test_programs_get_a_problem_for_it(client, db):
    answer = client.get("/api/v1/procedures?sector=%00", HTTP_ACCEPT_LANGUAGE="vi")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert "ký tự" in answer.json()["title"]


@pytest.mark.parametrize("path", ["to-chuc/", "yeu-cau/"])
@pytest.mark.parametrize("row", ["9" * 5000, "²"])
def test_a_row_that_nobody_has_breaks_nothing(client, person, path, row):
    sign_in(client, person)
    posted = {"to-chuc/": ("leave", "membership"), "yeu-cau/": ("withdraw", "request")}[path]
    answer = client.post(f"/tai-khoan/{path}", {"action": posted[0], posted[1]: row})
    assert answer.status_code in (302, 404)


def test_a_province_that_does_not_exist_breaks_nothing(person):
    client = Client()
    sign_in(client, person)
    answer = client.post("/tai-khoan/thong-tin/", {"full_name": "Mận", "province_code": "\x00"})
    assert answer.status_code == 200 and "province_code" in answer.context["form"].errors


@pytest.mark.parametrize("secret", ["password", "proven_identity__number_hash"])
def test_not_even_the_administrator_guesses_secrets_letter_by_letter(page, db, secret):
    come_in(page, official(commune().committee, Role.ADMIN))
    assert page.get("/quan-tri/accounts/user/", {f"{secret}__startswith": "a"}).status_code == 400
