import json
import os
import signal
import smtplib
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from email.message import EmailMessage

import pytest


class Catcher:
    """The mail catcher as the demo starts it: on doors that somebody else holds open."""

    def __init__(self, folder):
        self.folder = folder
        self.smtp, self.page = (socket.create_server(("127.0.0.1", 0)) for _ in range(2))
        self.start()

    def start(self):
        doors = [self.smtp.fileno(), self.page.fileno()]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "portal.demo.mailcatcher", "--folder", str(self.folder)]
            + ["--smtp-fd", str(doors[0]), "--http-fd", str(doors[1])],
            pass_fds=doors,
        )

    def send(self, subject, to="man@minhha.example", text="Hồ sơ đã được tiếp nhận."):
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = "dvc@minhha.example", to, subject
        message["Message-ID"] = "<one@minhha.example>"
        message.set_content(text)
        message.add_alternative(f"<p>{text}</p>", subtype="html")
        with smtplib.SMTP(*self.smtp.getsockname(), timeout=20) as line:
            line.send_message(message)

    def open(self, path):
        address = "http://{}:{}{}".format(*self.page.getsockname(), path)
        with urllib.request.urlopen(address, timeout=20) as answer:
            return answer.read().decode()

    def listing(self, path="/messages.json"):
        return json.loads(self.open(path))

    def end(self):
        self.process.terminate()
        self.process.wait()
        self.smtp.close()
        self.page.close()


@pytest.fixture
def catcher(tmp_path):
    made = Catcher(tmp_path / "mail")
    yield made
    made.end()


def test_mail_is_kept_with_its_words(catcher):
    catcher.send("Đã tiếp nhận hồ sơ")
    [letter] = catcher.listing()
    assert letter["subject"] == "Đã tiếp nhận hồ sơ"
    assert letter["text"].strip() == "Hồ sơ đã được tiếp nhận."
    assert letter["to"] == "man@minhha.example"
    assert letter["message_id"] == "<one@minhha.example>"
    assert "<p>" in letter["html"]


def test_newest_first_and_one_recipient_alone(catcher):
    for subject, to in (("một", "man@minhha.example"), ("hai", "dau@minhha.example")):
        catcher.send(subject, to)
    assert [letter["subject"] for letter in catcher.listing()] == ["hai", "một"]
    chosen = catcher.listing("/messages.json?to=man@minhha.example")
    assert [letter["subject"] for letter in chosen] == ["một"]


def test_page_shows_words_and_no_markup_of_the_sender(catcher):
    catcher.send("<script>alert(1)</script>")
    page = catcher.open("/")
    assert "Hồ sơ đã được tiếp nhận." in page
    assert "&lt;script&gt;" in page
    assert "<script>" not in page


def test_message_is_offered_as_it_came(catcher):
    catcher.send("nguyên bản")
    [letter] = catcher.listing()
    assert "Message-ID: <one@minhha.example>" in catcher.open(f"/{letter['name']}")


@pytest.mark.parametrize("path", ["/../secrets.env", "/%2e%2e/secrets.env", "/none.eml"])
def test_nothing_outside_the_folder_is_shown(catcher, path):
    (catcher.folder.parent / "secrets.env").write_text("SECRET_KEY=x")
    with pytest.raises(urllib.error.HTTPError) as refused:
        catcher.open(path)
    assert refused.value.code == 404
    refused.value.close()


def test_accepted_mail_survives_a_kill_and_waits_for_nobody(catcher):
    catcher.send("trước")
    os.kill(catcher.process.pid, signal.SIGKILL)
    catcher.process.wait()
    catcher.start()  # the door stayed open meanwhile
    catcher.send("sau")
    assert [letter["subject"] for letter in catcher.listing()] == ["sau", "trước"]
