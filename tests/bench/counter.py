"""How long a usual dossier takes at the counter, by keyboard alone, at the speed of a person.

    python3 manage.py demo --port 8000 --data DIR      # in one terminal
    .venv/bin/python -m tests.bench.counter --data DIR # in another

Forty words a minute (0.3 s a key), one second to think before every field and every press. The
first round is not measured: it makes the procedure one that this clerk takes often. Time runs from
the scan of the card to the receipt ready to print.
"""

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from portal.launch.tools import TOOLS
from tests.browser import FLAGS

KEY, THINK, PRESS = 0.3, 1.0, 0.15
LIMIT = 120


class Hands:
    """Two hands on a keyboard; counts every key and waits as a person would."""

    def __init__(self, page: Page, pace: float):
        self.page, self.pace, self.keys = page, pace, 0

    def think(self) -> None:
        time.sleep(THINK * self.pace)

    def press(self, key: str) -> None:
        self.keys += 1
        self.page.keyboard.press(key)
        time.sleep(PRESS * self.pace)

    def type(self, text: str) -> None:
        for letter in text:
            self.keys += 1
            self.page.keyboard.type(letter)
            time.sleep(KEY * self.pace)

    def scan(self, text: str) -> None:
        """A reader types by itself; the hand only holds the card to it."""
        self.think()
        self.keys += 1
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def go_to(self, name: str) -> None:
        """Tab until the field of this name has the focus."""
        self.think()
        for _tab in range(80):
            if self.page.evaluate("document.activeElement.name") == name:
                return
            self.press("Tab")
        raise SystemExit(f"no way to {name} by keyboard on {self.page.url}")

    def leave_by(self, *keys: str) -> None:
        self.think()
        with self.page.expect_navigation():
            for key in keys:
                self.press(key)


def main() -> None:
    options = _options()
    summary = json.loads((Path(options.data) / "demo.json").read_text())
    accounts = {account["role"]: account for account in summary["accounts"]}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=TOOLS["chromium"].find(), args=FLAGS)
        page = chromium.new_page(base_url=summary["base_url"], locale="vi-VN")
        _sign_in(page, accounts["desk"], options.data)
        _take_in(page, options.number, pace=0)
        keys, seconds = _take_in(page, options.number, pace=1)
        chromium.close()
    print(f"{keys} keys, {seconds:.0f} s from the card to the receipt (limit {LIMIT} s)")
    if seconds > LIMIT:
        raise SystemExit(1)


def _take_in(page: Page, number: str, pace: float) -> tuple[int, float]:
    page.goto("/quan-tri/tiep-nhan/")
    hands, began = Hands(page, pace), time.monotonic()
    with page.expect_navigation():
        hands.scan(f"{number}||Người mang thẻ|01011990|Nam||")
    _choose(page, hands)
    hands.go_to("for_self")
    hands.press("Space")
    hands.go_to("records.0.event")
    hands.press("Space")
    hands.go_to("records.0.registered_at")
    hands.type("UBND phường Bến Mây")
    hands.go_to("records.0.copies")
    hands.type("2")
    hands.go_to("truth")
    hands.press("Space")
    if page.locator("[name=all_good]").count():
        hands.go_to("all_good")
        hands.press("Space")
    if not page.locator("[name=receipt_wanted]").is_checked():
        hands.go_to("receipt_wanted")
        hands.press("Space")
    hands.leave_by("Control+Enter")
    page.locator("[data-print], .error-summary").first.wait_for(timeout=120_000)
    if page.locator(".error-summary").count():
        raise SystemExit(page.locator(".error-summary").inner_text())
    return hands.keys, time.monotonic() - began


def _choose(page: Page, hands: Hands) -> None:
    """By its digit what is taken often, by a few letters what is not."""
    favourite = page.locator("button[data-key='1']")
    if favourite.count():
        hands.leave_by("1")
        return
    hands.go_to("q")
    hands.type("bản sao trích")
    hands.leave_by("Enter")
    hands.leave_by("1")


def _sign_in(page: Page, account: dict, data: str) -> None:
    page.goto("/tai-khoan/dang-nhap/?next=/quan-tri/tiep-nhan/")
    page.locator("main [name=login]").fill(account["login"])
    page.locator("main [name=password]").fill(account["password"])
    with page.expect_navigation():
        page.locator("main button[value=sign_in]").click()
    page.locator("main [name=code]").fill(_code(data))
    with page.expect_navigation():
        page.locator("main button[value=confirm]").click()


def _code(data: str) -> str:
    asked = [sys.executable, "manage.py", "code", "desk", "--data", data]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.split()[-1]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="folder of the running demo")
    parser.add_argument("--number", required=True, help="proven identity number of a citizen")
    return parser.parse_args()


if __name__ == "__main__":
    main()
