"""What only one person may see is kept by nobody on the way; a broken address breaks nothing."""

import pytest

from tests.accounts.conftest import sign_in

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
