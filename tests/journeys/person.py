"""Somebody who walks through the portal in a browser, and the letters that reach him."""

import os
import re
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from tests.accounts.test_second_factor import code_of
from tests.browser import look
from tests.mail import MailServer

SHOTS = os.environ.get("SCREENSHOTS")
NAMES = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?:H99[.\d]*|NOP)-[\w-]+")
OPEN = """each => {
  for (; each; each = each.parentElement) if (each.tagName == "DETAILS") each.open = true;
}"""


class Person:
    """`page` is the browser's; what changes the page looks at the new one."""

    def __init__(self, page: Page, account: dict[str, Any] | None = None):
        self.page, self.account = page, account

    def open(self, path: str) -> None:
        self.page.goto(path)
        self.look()

    def press(self, value: str) -> None:
        """The visible button that carries `value`; the page that follows is there afterwards."""
        self.leave_by(self.page.locator(f"main button[value='{value}']:visible").first)

    def follow(self, part: str) -> None:
        """The first link of the page whose address has this part."""
        self.leave_by(self.page.locator(f"main a[href*='{part}']").first)

    def do(self, action: str, answers: dict[str, str]) -> None:
        """An official's action: open its form, fill it in, press its button."""
        form = f"#do-{action}"
        self.page.locator(form).evaluate(OPEN)
        self.fill(answers, form)
        self.leave_by(self.page.locator(f"{form} button[value='{action}']"))

    def leave_by(self, control: Locator) -> None:
        with self.page.expect_navigation():
            control.click()
        self.look()

    def send_files(self, value: str) -> None:
        """Press the button of a form with files; where scripts run they carry the files over."""
        before = self.page.url
        self.page.locator(f"main button[value='{value}']:visible").first.click()
        self.page.wait_for_url(lambda url: url != before)
        self.look()

    def fill(self, answers: dict[str, str], within: str = "main") -> None:
        """Answers by the names of their fields; a choice by the value of the option."""
        for name, value in answers.items():
            field = self.page.locator(f"{within} [name='{name}']:not([type='hidden'])")
            kind = field.first.get_attribute("type")
            if kind == "radio":
                field.and_(self.page.locator(f"[value='{value}']")).check()
            elif kind == "checkbox":
                field.check()
            elif field.first.evaluate("field => field.tagName") == "SELECT":
                self.choose(field, value)
            else:
                field.fill(value)

    def choose(self, field: Locator, value: str) -> None:
        """An option of a list; without scripts a button brings up what hangs on another answer."""
        if not self.page.runs_scripts and not field.locator(f"option[value='{value}']").count():
            self.press("refresh")
        field.select_option(value)

    def sign_in(self, then: str = "/tai-khoan/") -> None:
        """With the password and, where the account has one, the code of the second factor."""
        self.open(f"/tai-khoan/dang-nhap/?next={then}")
        self.type_password()

    def type_password(self) -> None:
        self.fill({"login": self.account["login"], "password": self.account["password"]})
        self.press("sign_in")
        if self.account["totp_secret"]:
            self.fill({"code": code_of(self.account["totp_secret"])})
            self.press("confirm")

    def reads(self) -> str:
        return self.page.locator("main").inner_text()

    def state(self) -> str:
        """The state of the dossier on the page."""
        return self.page.locator("[data-state]").first.get_attribute("data-state")

    def download(self, link: Locator) -> bytes:
        address = link.get_attribute("href")
        answer = self.page.request.get(address)
        assert answer.ok, f"{address}: {answer.status}"
        return answer.body()

    def look(self) -> None:
        if look(self.page) and SHOTS:
            path = NAMES.sub("…", self.page.url.split("/", 3)[-1].partition("?")[0])
            name = re.sub(r"[^\w]+", "_", path).strip("_")
            width = self.page.viewport_size["width"]
            count = len(list(Path(SHOTS).glob(f"{name}_{width}_*.png")))
            file = Path(SHOTS) / f"{name}_{width}_{count}.png"
            self.page.screenshot(path=file, full_page=True)


class Letters:
    """The letter box of everybody."""

    def __init__(self, server: MailServer):
        self.server = server

    def to(self, address: str) -> list[EmailMessage]:
        """Letters to the address, oldest first."""
        return [letter for recipients, letter in self.server.letters if address in recipients]

    def last(self, address: str) -> str:
        """Subject and words of the newest letter to the address."""
        letter = self.to(address)[-1]
        body = letter.get_body(("plain",)).get_content()
        return f"{letter['Subject'].strip()}\n{body}"

    def code(self, address: str) -> str:
        return re.search(r"\b\d{6}\b", self.last(address))[0]
