"""A real browser for journeys: visitors with their own cookies, and the look at every page.

def test_story(new_visitor):
    citizen = new_visitor(width=360)
    citizen.goto("/thu-tuc/")
    check_page(citizen)
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, Response, sync_playwright

from portal.launch.tools import TOOLS
from tests import nu

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
NARROW = 320
# A page is told about its own answers 4xx; tests that open one on purpose expect the line.
EXPECTED_CONSOLE = ("the server responded with a status of 4",)
# Without its own reading of style sheets, which asks for imported ones at wrong addresses.
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "preload": False,
    "resultTypes": ["violations"],
}
WIDER_THAN_SCREEN = """() => {
  const screen = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= screen) return [];
  return [...document.body.querySelectorAll("*")]
    .filter(e => e.getBoundingClientRect().right > screen + 1)
    .map(e => e.tagName.toLowerCase() + "." + e.className).slice(0, 8);
}"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the run. Its loop lives in this thread; Django must bear with it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=TOOLS["chromium"].find(), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_visitor(browser: Browser, live_server: Any, request: Any) -> Iterator[Callable[..., Page]]:
    """Makes a person at a browser; what their console complains of fails the test at its end."""
    visitors: list[Page] = []

    def arrive(*, javascript: bool = True, width: int = 1280, dark: bool = False) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
        )
        page = context.new_page()
        page.troubles = []
        page.runs_scripts = javascript
        page.opened = None
        page.on("console", lambda line: _console(page, line))
        page.on("pageerror", lambda error: page.troubles.append(f"script: {error}"))
        page.on("response", lambda response: _opened(page, response))
        visitors.append(page)
        return page

    yield arrive
    troubles = [f"{page.url}: {trouble}" for page in visitors for trouble in page.troubles]
    for page in visitors:
        page.context.close()
    assert not troubles, "\n".join(troubles)


def _console(page: Page, line: Any) -> None:
    if line.type == "error" and not any(known in line.text for known in EXPECTED_CONSOLE):
        page.troubles.append(f"console: {line.text}")


def _opened(page: Page, response: Response) -> None:
    request = response.request
    if request.is_navigation_request() and request.frame == page.main_frame:
        page.opened = response


def come_signed_in(page: Page, client: Client) -> None:
    """Give the visitor the cookies of a test client that is signed in."""
    address = page.context._impl_obj._options["baseURL"]
    page.context.add_cookies(
        [
            {"name": name, "value": cookie.value, "url": address}
            for name, cookie in client.cookies.items()
        ]
    )


def check_page(page: Page) -> None:
    """No fault of accessibility, valid HTML, readable on the narrowest phone."""
    with _where_scripts_run(page) as window:
        found = Axe().run(window, options=AXE_OPTIONS)
    assert not found.violations_count, f"{page.url}\n{found.generate_report()}"
    if page.opened and "text/html" in page.opened.headers.get("content-type", ""):
        nu.collect(f"browser {page.url.split('/', 3)[-1]} {page.opened.status}", page.opened.text())
    check_narrow(page)


@contextmanager
def _where_scripts_run(page: Page) -> Iterator[Page]:
    """The checker is a script: the answer of a visitor without goes into a second window."""
    if page.runs_scripts:
        yield page
        return
    context = page.context.browser.new_context(viewport=page.viewport_size)
    answer = {"body": page.opened.text(), "content_type": page.opened.headers["content-type"]}
    context.route(page.url, lambda route: route.fulfill(**answer))
    window = context.new_page()
    window.goto(page.url)
    yield window
    context.close()


def check_narrow(page: Page) -> None:
    before = page.viewport_size
    page.set_viewport_size({"width": NARROW, "height": 640})
    too_wide = page.evaluate(WIDER_THAN_SCREEN)
    page.set_viewport_size(before)
    assert not too_wide, f"{page.url} is wider than {NARROW} px: {too_wide}"
