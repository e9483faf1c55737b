"""A signing service of the Cloud Signature Consortium's kind, on the loopback, with its own key."""

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, utils

from portal.documents.errors import SigningFailed
from portal.documents.papers import render_paper
from portal.documents.signing.authority import DemoAuthority
from portal.documents.signing.remote import RemoteSigner
from portal.documents.verification import signatures_of
from tests.documents import samples

LEADER, AGENCY = "Vũ Thị Hiền", "UBND phường Bến Mây"


class Service(ThreadingHTTPServer):
    def __init__(self, authority: DemoAuthority):
        super().__init__(("127.0.0.1", 0), Calls)
        self.identity, self.root = authority.signer(LEADER, AGENCY), authority.certificate
        self.seen: list[tuple[str, dict]] = []
        self.status = 200

    def answer(self, path: str, body: dict) -> dict:
        if path == "/csc/v1/credentials/info":
            return {"cert": {"certificates": [der(self.identity.certificate), der(self.root)]}}
        if path == "/csc/v1/credentials/authorize":
            return {"SAD": "one-time"}
        assert body["SAD"] == "one-time"
        key = serialization.load_pem_private_key(self.identity.key, None)
        digest = base64.b64decode(body["hash"][0])
        algorithm = utils.Prehashed(hashes.SHA256())
        signature = key.sign(digest, padding.PKCS1v15(), algorithm)
        return {"signatures": [base64.b64encode(signature).decode()]}


class Calls(BaseHTTPRequestHandler):
    def do_POST(self):
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        body = json.loads(raw)
        self.server.seen.append((self.path, body))
        allowed = self.headers["Authorization"] == "Bearer key-to-the-service"
        status = self.server.status if allowed else 401
        answer = self.server.answer(self.path, body) if status == 200 else {}
        self.send_response(status)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_args):
        """The test run stays quiet."""


def der(pem: bytes) -> str:
    certificate = x509.load_pem_x509_certificate(pem)
    return base64.b64encode(certificate.public_bytes(serialization.Encoding.DER)).decode()


@pytest.fixture
def service(settings, tmp_path):
    authority = DemoAuthority(tmp_path / "elsewhere")
    server = Service(authority)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.REMOTE_SIGNER_URL = f"http://127.0.0.1:{server.server_address[1]}"
    settings.REMOTE_SIGNER_TOKEN = "key-to-the-service"
    settings.REMOTE_SIGNER_CREDENTIALS = {LEADER: "credential-7"}
    settings.TRUSTED_AUTHORITIES = str(tmp_path / "elsewhere" / "trusted")
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def sign(pdf: bytes | None = None, signer_name: str = LEADER) -> bytes:
    pdf = pdf or samples.pdf()
    return RemoteSigner().sign(pdf, reason="Kết quả", signer_name=signer_name, agency=AGENCY)


def test_a_key_that_lies_elsewhere_makes_a_valid_signature(service):
    (report,) = signatures_of(sign(render_paper(samples.result())))
    assert report.holds and report.signer == LEADER


def test_only_a_hash_leaves_the_house(service):
    sign()
    assert [path.rsplit("/", 1)[1] for path, _ in service.seen] == ["info", "authorize", "signHash"]
    assert all(body["credentialID"] == "credential-7" for _, body in service.seen)
    assert all(len(json.dumps(body)) < 300 for _, body in service.seen)


@pytest.mark.parametrize(("status", "retry"), [(503, True), (429, True), (400, False)])
def test_what_the_service_answers_decides_whether_to_try_again(service, status, retry):
    service.status = status
    with pytest.raises(SigningFailed) as failed:
        sign()
    assert failed.value.retry is retry


def test_a_service_that_is_away_is_tried_again(service, settings):
    settings.REMOTE_SIGNER_URL = "http://127.0.0.1:9"
    with pytest.raises(SigningFailed) as failed:
        sign()
    assert failed.value.retry


def test_a_signer_without_a_certificate_is_not_tried_again(service):
    with pytest.raises(SigningFailed) as failed:
        sign(signer_name="Người lạ")
    assert not failed.value.retry and service.seen == []
