"""Text size, contrast and light, chosen without a script and without an account."""

from http.cookies import SimpleCookie

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.pages.display import COOKIE, SIZES, Display, from_cookie

pytestmark = pytest.mark.django_db


def choose(page, action, back="/tro-giup/"):
    return page.post("/hien-thi/", {"action": action, "next": back})


def test_larger_text_stays_and_leads_back(page):
    answer = choose(page, "larger")
    assert answer.status_code == 302
    assert answer.url == "/tro-giup/"
    assert page.get("/").tree.get("data-size") == "1"


def test_contrast_is_a_switch(page):
    choose(page, "contrast")
    button = page.get("/").tree.find(".//button[@value='contrast']")
    assert button.get("aria-pressed") == "true"
    choose(page, "contrast")
    assert page.get("/").tree.get("data-contrast") == "normal"


def test_light_goes_round(page):
    seen = []
    for _ in range(3):
        offered = page.get("/").tree.findall(".//form[@data-display]//button")[-1].get("value")
        choose(page, offered)
        seen.append(page.get("/").tree.get("data-theme"))
    assert seen == ["dark", "light", "auto"]


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_never_leads_to_another_host(page, elsewhere):
    assert choose(page, "larger", back=elsewhere).url == "/"


def test_reading_the_address_changes_nothing(page):
    assert page.get("/hien-thi/").status_code == 405


@given(st.text())
def test_any_cookie_is_understood(value):
    display = from_cookie(value)
    assert display.size in SIZES
    assert from_cookie(display.as_cookie()) == display


@given(st.lists(st.sampled_from(["smaller", "larger", "normal", "contrast", "dark", "?"])))
def test_any_row_of_presses_stays_in_range(actions):
    display = Display()
    for action in actions:
        display = display.after(action)
    assert display.size in SIZES
    header = SimpleCookie({COOKIE: display.as_cookie()}).output()
    assert "\n" not in header
