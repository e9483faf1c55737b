"""The virus scanner, against a clamd that speaks the protocol on the loopback and on a socket."""

import socketserver
import struct
import threading
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.audit.selectors import timeline
from portal.documents.errors import UploadRefused
from portal.documents.models import StoredFile
from portal.documents.services import rescan, store_upload
from portal.documents.workflow import Scan
from portal.integrations.errors import Retry
from portal.integrations.models import OutboxMessage
from portal.integrations.registry import Envelope, find
from tests.documents import samples

SIGNATURE = b"X5O-TEST-VIRUS"


class Clamd(socketserver.BaseRequestHandler):
    """Answers INSTREAM: chunks with their length in front, an empty one at the end."""

    def handle(self):
        if self._line() != b"nINSTREAM":
            self.request.sendall(b"UNKNOWN COMMAND\n")
            return
        data = b""
        while size := struct.unpack("!I", self._exactly(4))[0]:
            data += self._exactly(size)
        found = SIGNATURE in data
        self.request.sendall(b"stream: Test.Virus FOUND\n" if found else b"stream: OK\n")

    def _line(self) -> bytes:
        line = b""
        while not line.endswith(b"\n"):
            line += self._exactly(1)
        return line.rstrip(b"\n")

    def _exactly(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            data += self.request.recv(size - len(data))
        return data


@contextmanager
def running(server: socketserver.BaseServer):
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(params=["tcp", "unix"])
def clamd(request, settings, tmp_path):
    if request.param == "tcp":
        server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd)
        address = f"tcp://127.0.0.1:{server.server_address[1]}"
    else:
        path = str(tmp_path / "clamd.sock")
        server, address = socketserver.ThreadingUnixStreamServer(path, Clamd), f"unix:{path}"
    with running(server):
        settings.CLAMD = address
        yield server


@pytest.fixture
def silent_clamd(settings, tmp_path):
    settings.CLAMD = f"unix:{tmp_path / 'nobody.sock'}"


def clean() -> SimpleUploadedFile:
    return SimpleUploadedFile("ảnh.jpg", samples.picture())


def infected() -> SimpleUploadedFile:
    return SimpleUploadedFile("ảnh.jpg", samples.picture(comment=SIGNATURE))


def test_without_a_scanner_a_file_is_kept_and_says_so(citizen):
    assert store_upload(clean(), citizen).scan == Scan.UNSCANNED


def test_a_clean_file_is_kept_as_clean(clamd, citizen):
    assert store_upload(clean(), citizen).scan == Scan.CLEAN


def test_a_file_with_a_virus_is_refused_and_not_kept(clamd, citizen, data_folder):
    with pytest.raises(UploadRefused) as refused:
        store_upload(infected(), citizen)
    assert refused.value.code == "INFECTED"
    assert not StoredFile.objects.exists()
    assert not (data_folder / "files").exists()


def test_when_the_scanner_is_away_the_file_waits_unserved(silent_clamd, citizen):
    stored = store_upload(clean(), citizen)
    assert stored.scan == Scan.PENDING and not stored.servable
    message = OutboxMessage.objects.get(handler="documents.scan")
    assert message.payload == {"file": str(stored.pk)}


def _deliver() -> None:
    message = OutboxMessage.objects.get(handler="documents.scan")
    envelope = Envelope(
        message.pk,
        message.key,
        message.event_id,
        message.recipient,
        message.channel,
        message.payload,
        1,
    )
    find("documents.scan").deliver(envelope)


def test_a_waiting_file_is_asked_about_again_until_there_is_an_answer(silent_clamd, citizen):
    store_upload(clean(), citizen)
    with pytest.raises(Retry):
        _deliver()


@pytest.mark.parametrize(("make", "verdict"), [(clean, Scan.CLEAN), (infected, Scan.INFECTED)])
def test_the_later_answer_of_the_scanner_counts(settings, citizen, make, verdict, tmp_path):
    settings.CLAMD = f"unix:{tmp_path / 'nobody.sock'}"
    stored = store_upload(make(), citizen)
    path = str(tmp_path / "clamd.sock")
    with running(socketserver.ThreadingUnixStreamServer(path, Clamd)):
        settings.CLAMD = f"unix:{path}"
        _deliver()
    stored.refresh_from_db()
    assert stored.scan == verdict
    assert stored.servable == (verdict == Scan.CLEAN)
    assert [event.kind for event in timeline(stored)] == ["file.stored", "file.scanned"]
    assert rescan(file_id=str(stored.pk)) == verdict
