"""A real browser for journeys: visitors with their own cookies, and the look at every page.

def test_story(new_visitor):
    citizen = new_visitor(width=360)
    citizen.goto("/thu-tuc/")
    check_page(citizen)
"""

import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.test import Client
from django.urls import resolve
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
# The checker defers its work by timers, which never come where scripts are off; promises do.
TIMERS = """() => {
  window.setTimeout = (then, _after, ...given) => {
    Promise.resolve().then(() => then(...given));
    return 0;
  };
}"""
# What the checker judges: every element in its place with its attributes, whether it has words,
# and which heading follows which. Choices of a list say nothing new.
SHOWN = """() => {
  const told = ["type", "role", "open", "data-state", "aria-invalid", "aria-current", "lang"];
  const places = new Map(), root = document.documentElement;
  window.shown = new Map();
  for (const each of root.querySelectorAll("*:not(option)")) {
    const facts = each.getAttributeNames().filter(name => !["checked", "value"].includes(name))
      .sort().map(name => told.includes(name) ? name + "=" + each.getAttribute(name) : name);
    const place = (places.get(each.parentElement) ?? "") + ">" + each.localName
      + "." + [...each.classList].sort().join(".");
    places.set(each, place);
    window.shown.set(`${place} ${facts.join(" ")} ${Boolean(each.textContent.trim())}`, each);
  }
  [...root.querySelectorAll("h1,h2,h3,h4,h5,h6")].reduce((before, each) => {
    window.shown.set(`${before.localName} before ${each.localName}`, root);
    return each;
  }, root);
  return [...window.shown.keys()];
}"""
EXAMINE = """([fresh, options]) => axe.run(
  fresh ? { include: fresh.map(each => window.shown.get(each)) } : document, options)"""
_shown: dict[bool, set[str]] = {True: set(), False: set()}


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


def look(page: Page) -> bool:
    """Check the first page of each address, and afterwards what it shows that none has shown."""
    address = f"at {resolve(urlsplit(page.url).path).view_name}"
    seen = _shown[page.runs_scripts]
    fresh = [each for each in page.evaluate(SHOWN) if each not in seen]
    if address in seen and not fresh:
        return False
    check_page(page, fresh if address in seen else None)
    seen.update(fresh, [address])
    return True


def check_page(page: Page, fresh: list[str] | None = None) -> None:
    """No fault of accessibility, valid HTML, readable on the narrowest phone."""
    if not page.runs_scripts:
        page.evaluate(TIMERS)
    page.evaluate(AXE_SCRIPT)
    found = AxeResults(page.evaluate(EXAMINE, [fresh, AXE_OPTIONS]))
    assert not found.violations_count, f"{page.url}\n{found.generate_report()}"
    if page.opened and "text/html" in page.opened.headers.get("content-type", ""):
        nu.collect(f"browser {page.url.split('/', 3)[-1]} {page.opened.status}", page.opened.text())
    check_narrow(page)


def check_narrow(page: Page) -> None:
    before = page.viewport_size
    page.set_viewport_size({"width": NARROW, "height": 640})
    too_wide = page.evaluate(WIDER_THAN_SCREEN)
    page.set_viewport_size(before)
    assert not too_wide, f"{page.url} is wider than {NARROW} px: {too_wide}"
