import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from email import message_from_bytes, policy
from threading import Event
from urllib.parse import quote

import pytest
from aiosmtpd.controller import Controller
from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone
from kombu import Connection

from portal.integrations.queues import QUEUES
from portal.messaging import texts as messaging_texts


class MailServer:
    """A real SMTP server that keeps what it accepted. It can be told to wait with its answer to the
    recipient's address, or to refuse it.
    """

    def __init__(self):
        self.letters = []
        self.reached, self.may_go_on = Event(), Event()
        self.may_go_on.set()
        self.refusal = ""
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.controller = Controller(
            self, hostname="127.0.0.1", port=self.port, enable_SMTPUTF8=True
        )

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.reached.set()
        await server.loop.run_in_executor(None, self.may_go_on.wait, 60)
        if self.refusal:
            return self.refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.letters.append((envelope.rcpt_tos, letter))
        return "250 kept"


class Worker(subprocess.Popen):
    def die(self) -> None:
        """kill -9 of the worker and of its children, as when a machine dies."""
        if self.poll() is None:
            os.killpg(self.pid, signal.SIGKILL)
            self.wait(timeout=10)


@pytest.fixture
def mail_server():
    server = MailServer()
    server.controller.start()
    yield server
    server.may_go_on.set()
    server.controller.stop()


@pytest.fixture
def by_smtp(mail_server, settings):
    """This process sends through the real server too."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mail_server.port
    return mail_server


@pytest.fixture
def citizen(db):
    return get_user_model().objects.create_user(
        full_name="Nguyễn Thị Mận", email="man@minhha.example", email_proven_at=timezone.now()
    )


@pytest.fixture
def worker(mail_server, settings, tmp_path):
    """Starts a real Celery worker on this test's database, queues and mail server."""
    with Connection(settings.CELERY_BROKER_URL) as broker, broker.channel() as channel:
        for queue in QUEUES:
            channel._purge(queue)

    @contextmanager
    def start():
        database = connection.settings_dict
        environment = {
            **os.environ,
            "DATABASE_URL": f"postgres://{database['USER']}@{quote(database['HOST'], safe='')}"
            f"/{database['NAME']}",
            "BROKER_URL": settings.CELERY_BROKER_URL,
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(mail_server.port),
        }
        command = [sys.executable, "-m", "celery", "--app", "portal.celery", "worker"]
        command += ["--queues", ",".join(QUEUES), "--concurrency", "1", "--loglevel", "INFO"]
        log = (tmp_path / f"worker-{time.monotonic_ns()}.log").open("wb")
        process = Worker(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            yield process
        finally:
            process.die()
            log.close()

    return start


@pytest.fixture
def texts(tmp_path, monkeypatch):
    """Writes texts of the test's own: `texts("app/event_for_citizen", subject="…", body="…")`."""
    for frame in messaging_texts.FOLDER.glob("frame_*.txt"):
        shutil.copy(frame, tmp_path)
    monkeypatch.setattr(messaging_texts, "FOLDER", tmp_path)
    messaging_texts.engine.cache_clear()

    def write(name: str, **parts: str) -> str:
        for part, words in parts.items():
            part, _, language = part.partition("_")
            file = tmp_path / messaging_texts.file_of(name, part, language or "vi")
            file.parent.mkdir(exist_ok=True)
            file.write_text(words)
        return name

    yield write
    messaging_texts.engine.cache_clear()


@pytest.fixture
def accepted(texts) -> str:
    return texts(
        "dossiers/taken_in_for_citizen",
        subject="Hồ sơ {{ code }} đã được tiếp nhận",
        body="Hẹn trả kết quả: {{ due|date:'d/m/Y' }}.",
        subject_en="Dossier {{ code }} has been accepted",
        body_en="The result is due on {{ due|date:'d/m/Y' }}.",
    )
