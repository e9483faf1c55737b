"""What of a lost post is worth keeping, and the browser's name without which nothing is kept."""

import pytest

from portal.accounts.rules.kept import worth_keeping


@pytest.mark.parametrize("name", ["password1", "csrfmiddlewaretoken", "code", "otp", "login"])
def test_what_opens_a_door_is_left_out(name):
    assert worth_keeping([(name, "123456"), ("note", "giữ")]) == [("note", "giữ")]


@pytest.mark.parametrize("name", ["province_code", "commune_code", "tax_code", "address.detail"])
def test_what_a_person_chose_is_kept(name):
    assert worth_keeping([(name, "26734")]) == [(name, "26734")]


@pytest.mark.parametrize("path", ["/tai-khoan/dang-nhap/", "/en/tai-khoan/dang-nhap/"])
def test_the_browser_has_its_name_before_the_first_post(client, db, path):
    assert client.get(path).cookies["device"].value
