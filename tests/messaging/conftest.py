import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone
from kombu import Connection

from portal.integrations.queues import QUEUES
from portal.messaging import texts as messaging_texts
from tests import mail


class Worker(subprocess.Popen):
    def die(self) -> None:
        """kill -9 of the worker and of its children, as when a machine dies."""
        if self.poll() is None:
            os.killpg(self.pid, signal.SIGKILL)
            self.wait(timeout=10)


@pytest.fixture
def mail_server():
    with mail.mail_server() as server:
        yield server


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
