"""The pictures of the tour in README.md, made by walking the road of a running demo.

    python3 manage.py demo --port 8000                              # in one terminal
    .venv/bin/python -m tests.journeys.pictures --data .demo        # in another

The browser's driver comes with the environment of `manage.py test`. Each official signs in once,
because a code of the second factor is good for one sign-in only.
"""

import argparse
import io
import json
import os
import subprocess
import time
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from portal.documents.checking import check_address
from portal.launch.environment import ROOT
from portal.launch.folder import DataFolder
from portal.launch.one_time_code import code
from portal.launch.tools import TOOLS
from tests.browser import FLAGS

PICTURES = ROOT / "docs" / "pictures"
HEAVIEST = 80 * 1024
PROCEDURE = "2.000635"
WORDING = "Cấp 02 bản sao trích lục khai sinh cho bà Nguyễn Thị Mận."
SIGNING_SECONDS = 60
RESULT = "-KQ1"
QUALITIES = (85, 75, 60, 45)


class Demo:
    """A running demo: its addresses, and people who come to it with a browser each."""

    def __init__(self, folder: DataFolder, browser: Browser) -> None:
        summary = json.loads(folder.summary.read_text())
        self.base = summary["base_url"]
        self.accounts = {account["role"]: account for account in summary["accounts"]}
        self.browser = browser

    def visitor(self, *, phone: bool = False) -> Page:
        context = self.browser.new_context(
            base_url=self.base,
            viewport={"width": 360, "height": 780} if phone else {"width": 1280, "height": 860},
            device_scale_factor=2 if phone else 1,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            reduced_motion="reduce",
        )
        return context.new_page()

    def signed_in(self, role: str, address: str, *, phone: bool = False) -> Page:
        page, account = self.visitor(phone=phone), self.accounts[role]
        page.goto(f"/tai-khoan/dang-nhap/?next={address}")
        page.fill("[name=login]", account["login"])
        page.fill("[name=password]", account["password"])
        page.press("[name=password]", "Enter")
        if account["totp_secret"]:
            page.fill("[name=code]", code(account["totp_secret"], time.time()))
            page.press("[name=code]", "Enter")
        page.wait_for_url(f"**{address}")
        return page


def main() -> None:
    folder = DataFolder(Path(_options().data))
    os.environ.update(folder.environment())
    django.setup()
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        chromium = TOOLS["chromium"].find()
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        walk(Demo(folder, browser))
        browser.close()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default=".demo", help="data folder of the running demo")
    return parser.parse_args()


def walk(demo: Demo) -> None:
    """The whole road, one picture a station."""
    find(demo)
    dossier = file(demo)
    accept(demo, dossier)
    decide(demo, dossier)
    check(demo, receive(demo, dossier))


def find(demo: Demo) -> None:
    page = demo.visitor()
    page.goto("/")
    keep(page, "1-home")
    page.fill("main [name=q]", "khai sinh")
    page.press("main [name=q]", "Enter")
    page.click(f"main a[href*='/thu-tuc/{PROCEDURE}/']")
    page.wait_for_url(f"**/thu-tuc/{PROCEDURE}/**")
    keep(page, "2-procedure")


def file(demo: Demo) -> str:
    """On a phone, from the procedure to the confirmation of the system; returns the dossier."""
    page = demo.signed_in("citizen", f"/thu-tuc/{PROCEDURE}/nop/", phone=True)
    page.get_by_label("UBND phường Bến Mây").check()
    page.click("button[value=start]")
    page.wait_for_url("**/phan/applicant/**")
    page.select_option("[name='applicant.address.province']", "99")
    page.select_option("[name='applicant.address.commune']", "99022")
    page.check("[name='for_self'][value=true]")
    go_on(page, "next")
    page.click("button[value='add:records']")
    page.check("[name='records.0.event'][value=birth]")
    page.fill("[name='records.0.registered_at']", "UBND phường Bến Mây")
    page.fill("[name='records.0.year']", "1985")
    page.fill("[name='records.0.copies']", "2")
    page.check("[name=truth][type=checkbox]")
    page.locator("[name='records.0.event'][value=birth]").scroll_into_view_if_needed()
    keep(page, "3-form-phone")
    while "/kiem-tra/" not in page.url:
        go_on(page, "next")
    go_on(page, "send")
    keep(page, "4-receipt-phone")
    return page.url.split("/ho-so/")[1].split("/")[0]


def go_on(page: Page, action: str) -> None:
    """Press the visible button of the form; the hidden first one is for the Enter key."""
    before = page.url
    page.locator(f"main button[value={action}]:visible").last.click()
    page.wait_for_url(lambda address: address != before)


def accept(demo: Demo, dossier: str) -> None:
    page = demo.signed_in("desk", "/quan-tri/ho-so/")
    keep(page, "5-desk")
    page.goto(f"/quan-tri/ho-so/{dossier}/")
    page.click("#do-accept summary")
    page.locator("#do-accept").scroll_into_view_if_needed()
    keep(page, "6-acceptance")
    act(page, "accept")


def decide(demo: Demo, dossier: str) -> None:
    """The registrar proposes, somebody else decides."""
    officer = demo.signed_in("officer", f"/quan-tri/ho-so/{dossier}/")
    act(officer, "claim")
    officer.click("#do-propose summary")
    officer.check("#do-propose input[value=GRANT]")
    officer.fill("#propose_wording", WORDING)
    act(officer, "propose")
    leader = demo.signed_in("leader", f"/quan-tri/ho-so/{dossier}/")
    leader.click("#do-decide summary")
    leader.locator("#do-decide").scroll_into_view_if_needed()
    keep(leader, "7-decision")
    act(leader, "decide")


def act(page: Page, action: str) -> None:
    page.click(f"button[value={action}]:visible")
    page.wait_for_selector("[role=status]")


def receive(demo: Demo, dossier: str) -> str:
    """The citizen's page once the result is signed, and the paper; returns its code."""
    page = demo.signed_in("citizen", f"/ho-so/{dossier}/")
    patience = time.monotonic() + SIGNING_SECONDS
    while not page.locator(f"a[href*='{RESULT}']").count():
        if time.monotonic() > patience:
            raise SystemExit(f"The result was not signed within {SIGNING_SECONDS} s.")
        page.reload()
    keep(page, "8-result")
    paper = page.request.get(page.locator("a.button[href^='/tep/']").first.get_attribute("href"))
    command = ["pdftoppm", "-png", "-singlefile", "-scale-to", "1000", "-"]
    write(subprocess.run(command, input=paper.body(), capture_output=True).stdout, "9-paper")
    link = page.locator(f"a[href*='/kiem-tra/'][href*='{RESULT}']").first
    return link.get_attribute("href").strip("/").rpartition("/")[2]


def check(demo: Demo, paper: str) -> None:
    """Somebody who scans the QR code of the paper."""
    page = demo.visitor(phone=True)
    page.goto(check_address(paper))
    keep(page, "10-check-phone")


def keep(page: Page, name: str) -> None:
    """The window as it is."""
    write(page.screenshot(), name)


def write(png: bytes, name: str) -> None:
    """As light as a picture of the tour has to be."""
    picture = Image.open(io.BytesIO(png))
    target = PICTURES / f"{name}.webp"
    for quality in QUALITIES:
        picture.save(target, quality=quality, method=6)
        if target.stat().st_size <= HEAVIEST:
            return
    raise SystemExit(f"{target} weighs more than {HEAVIEST} bytes.")


if __name__ == "__main__":
    main()
