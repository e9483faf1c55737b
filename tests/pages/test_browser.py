"""The frame in a real browser: keyboard, phone, night, print, and without scripts."""

import gzip
import re

import pytest

from tests.browser import check_page

PAGES = (
    *("/", "/gioi-thieu/", "/tro-giup/", "/lien-he/?page=/thu-tuc/"),
    *("/so-do/", "/tiep-can/", "/khong-co/"),
)
LINE_HEIGHT = """e => {
  const style = getComputedStyle(e);
  return parseFloat(style.lineHeight) / parseFloat(style.fontSize);
}"""


@pytest.mark.parametrize("look", [{}, {"dark": True}, {"javascript": False}], ids=str)
def test_every_page_is_good(new_visitor, look):
    visitor = new_visitor(**look)
    for path in PAGES:
        visitor.goto(path)
        check_page(visitor)


def test_english_pages_are_good(new_visitor):
    visitor = new_visitor()
    for path in PAGES:
        visitor.goto("/en" + path)
        check_page(visitor)


def test_first_tab_leads_past_the_head(new_visitor):
    visitor = new_visitor()
    visitor.goto("/tro-giup/")
    visitor.keyboard.press("Tab")
    skip = visitor.get_by_role("link", name="Đến thẳng nội dung")
    assert skip.evaluate("link => link === document.activeElement")
    assert skip.bounding_box()["y"] >= 0
    visitor.keyboard.press("Enter")
    visitor.keyboard.press("Tab")
    assert visitor.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("javascript", [True, False])
def test_menu_on_a_phone(new_visitor, javascript):
    visitor = new_visitor(width=360, javascript=javascript)
    visitor.goto("/")
    entry = visitor.locator("#menu").get_by_role("link", name="Sơ đồ cổng")
    assert not entry.is_visible()
    visitor.get_by_role("button", name="Danh mục").click()
    check_page(visitor)
    entry.click()
    visitor.wait_for_url("**/so-do/")


def test_text_size_without_scripts(new_visitor):
    visitor = new_visitor(javascript=False)
    visitor.goto("/tro-giup/")
    before = visitor.locator("main p").first.evaluate(
        "p => parseFloat(getComputedStyle(p).fontSize)"
    )
    visitor.get_by_role("button", name="Chữ to hơn").click()
    visitor.wait_for_url("**/tro-giup/")
    after = visitor.locator("main p").first.evaluate(
        "p => parseFloat(getComputedStyle(p).fontSize)"
    )
    assert after / before == pytest.approx(1.125, abs=0.02)


def test_quick_presses_are_all_remembered(new_visitor):
    visitor = new_visitor()
    visitor.goto("/tro-giup/")
    told = []

    def is_second(response):
        told.extend([response] if response.url.endswith("/hien-thi/") else [])
        return len(told) == 2

    with visitor.expect_response(is_second):
        for _ in range(2):
            visitor.get_by_role("button", name="Chữ to hơn").click()
    visitor.reload()
    assert visitor.locator("html").get_attribute("data-size") == "2"


def test_fonts_are_ours_and_loaded(new_visitor):
    visitor = new_visitor()
    hosts = set()
    visitor.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    visitor.goto("/")
    visitor.evaluate("document.fonts.ready.then(() => true)")
    assert visitor.evaluate("document.fonts.check('1rem \"Be Vietnam Pro\"', 'Ở Ễ Ỹ Ậ ỵ')")
    assert len(hosts) == 1


def test_accents_are_not_cut_off(new_visitor):
    """Lines of big headings leave room for the marks above and below the letters."""
    visitor = new_visitor()
    visitor.goto("/style-guide/")
    for size in ("step-5", "step-4", "step-3"):
        room = visitor.locator(f".{size}").evaluate(LINE_HEIGHT)
        assert room >= 1.28, size


def test_print_is_clean_and_says_where_it_is_from(new_visitor):
    visitor = new_visitor()
    visitor.goto("/tro-giup/")
    visitor.emulate_media(media="print")
    assert not visitor.locator("nav").first.is_visible()
    assert not visitor.locator("form[data-display]").is_visible()
    origin = visitor.locator("p.print-only")
    assert re.search(r"In lúc \d\d:\d\d, .+ từ http://localhost:\d+/tro-giup/", origin.inner_text())
    assert visitor.locator("details .fold-body").first.is_visible()


def test_page_is_light(page, db):
    assert len(gzip.compress(page.get("/").content)) <= 30 * 1024
