"""Signing by a remote service that speaks the Cloud Signature Consortium's API (v1.0.4): the file
stays here, only its hash travels, and the key never leaves the service or its hardware."""

import base64
import hashlib
from typing import Any

import httpx
from asn1crypto import algos, x509
from django.conf import settings
from pyhanko.sign.signers.pdf_cms import Signer as CmsSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from portal.documents.errors import SigningFailed
from portal.documents.signing.cades import sign_bytes
from portal.documents.signing.pades import sign_pdf

SECONDS = 20
SHA256 = "2.16.840.1.101.3.4.2.1"
RSA_SHA256 = "1.2.840.113549.1.1.11"
RSA_BYTES = 512  # room kept for the longest key in use, RSA 4096


class RemoteSigner:
    """`REMOTE_SIGNER_URL`, `_TOKEN` and `_CREDENTIALS` (signer's name, or agency, or `*` → the
    credential of the service) say where and with which certificate."""

    def __init__(self) -> None:
        self._service = SigningService(settings.REMOTE_SIGNER_URL, settings.REMOTE_SIGNER_TOKEN)

    def sign(self, pdf: bytes, *, reason: str, signer_name: str, agency: str) -> bytes:
        credential = _credential(signer_name, agency)
        key = RemoteKey(self._service, credential, self._service.certificates(credential))
        return sign_pdf(pdf, key, reason=reason, signer_name=signer_name, agency=agency)

    def seal(self, data: bytes, *, agency: str) -> bytes:
        credential = _credential(agency, agency)
        key = RemoteKey(self._service, credential, self._service.certificates(credential))
        return sign_bytes(data, key)


def _credential(signer_name: str, agency: str) -> str:
    known = settings.REMOTE_SIGNER_CREDENTIALS
    for name in (signer_name, agency, "*"):
        if name in known:
            return known[name]
    raise SigningFailed("no certificate is set up for this signer", retry=False)


class SigningService:
    """The two calls of the API that signing needs, and what their failures mean."""

    def __init__(self, url: str, token: str):
        headers = {"Authorization": f"Bearer {token}"}
        self._call = httpx.Client(base_url=f"{url}/csc/v1", headers=headers, timeout=SECONDS)

    def certificates(self, credential: str) -> list[x509.Certificate]:
        """The signer's certificate first, then those above it."""
        answer = self._post(
            "credentials/info", {"credentialID": credential, "certificates": "chain"}
        )
        chain = answer["cert"]["certificates"]
        return [x509.Certificate.load(base64.b64decode(one)) for one in chain]

    def sign_hash(self, credential: str, digest: bytes) -> bytes:
        """Authorises one signature over this SHA-256 and returns it."""
        hashed = [base64.b64encode(digest).decode()]
        permit = self._post(
            "credentials/authorize",
            {"credentialID": credential, "numSignatures": 1, "hash": hashed},
        )
        answer = self._post(
            "signatures/signHash",
            {
                "credentialID": credential,
                "SAD": permit["SAD"],
                "hash": hashed,
                "hashAlgo": SHA256,
                "signAlgo": RSA_SHA256,
            },
        )
        return base64.b64decode(answer["signatures"][0])

    def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        try:
            answer = self._call.post(path, json=body)
            answer.raise_for_status()
            return answer.json()
        except httpx.HTTPStatusError as refused:
            status = refused.response.status_code
            retry = status >= 500 or status == 429
            raise SigningFailed(f"signing service: {path} {status}", retry=retry) from refused
        except (httpx.TransportError, ValueError) as away:
            raise SigningFailed(f"signing service: {type(away).__name__}", retry=True) from away


class RemoteKey(CmsSigner):
    """A key that lies elsewhere, in the shape that the PDF library signs with."""

    def __init__(
        self, service: SigningService, credential: str, chain: list[x509.Certificate]
    ) -> None:
        super().__init__(
            signing_cert=chain[0],
            cert_registry=SimpleCertificateStore.from_certs(chain),
            signature_mechanism=algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa"}),
        )
        self._service, self._credential = service, credential

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        if dry_run:
            return bytes(RSA_BYTES)
        return self._service.sign_hash(self._credential, hashlib.sha256(data).digest())
