"""A certificate authority for the demo: made at first start, named DEMO, without legal force."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY = "DEMO - Cơ quan chứng thực trình diễn Minh Hà"
CLOCK = "DEMO - Dấu thời gian Minh Hà"
WARNING = "DEMO - không có giá trị pháp lý"
YEARS_AUTHORITY, YEARS_SIGNER = 20, 5
KEY_BITS = 2048
RENEW_BEFORE = timedelta(days=90)
LONGEST_NAME = 64  # X.520 upper bound of a common name


@dataclass(frozen=True)
class Identity:
    """A certificate (PEM) and its private key (PEM, unencrypted: the demo's only)."""

    certificate: bytes
    key: bytes


class DemoAuthority:
    """Keeps its keys under a folder that only the portal's user can read."""

    def __init__(self, folder: Path):
        self._folder = folder

    @property
    def certificate(self) -> bytes:
        return self._root().certificate

    def clock(self) -> Identity:
        """The identity of the time-stamping service."""
        return self._issued("clock", CLOCK, WARNING, [ExtendedKeyUsageOID.TIME_STAMPING])

    def signer(self, name: str, agency: str) -> Identity:
        """The identity of a person or agency, made when first needed and renewed before it ends."""
        label = hashlib.sha256(f"{agency}\n{name}".encode()).hexdigest()[:24]
        return self._issued(label, name, agency, [])

    def _issued(self, label: str, name: str, agency: str, usage: list) -> Identity:
        with self._locked():
            root = self._root_unlocked()
            kept = _load(self._folder, label)
            return kept or _save(self._folder, label, _leaf(root, name, agency, usage))

    def _root(self) -> Identity:
        with self._locked():
            return self._root_unlocked()

    def _root_unlocked(self) -> Identity:
        root = _load(self._folder, "authority")
        if root is None:
            root = _save(self._folder, "authority", _authority())
            trusted = self._folder / "trusted"
            trusted.mkdir(exist_ok=True)
            (trusted / "demo-authority.pem").write_bytes(root.certificate)
        return root

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Two workers at first start make one authority, not two."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self._folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _name(common: str, organisation: str, unit: str = WARNING) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:LONGEST_NAME]),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit),
            x509.NameAttribute(NameOID.COMMON_NAME, common[:LONGEST_NAME]),
        ]
    )


def _builder(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPrivateKey, years: int
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=365 * years))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs_papers: bool, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=signs_papers,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _authority() -> Identity:
    key = rsa.generate_private_key(65537, KEY_BITS)
    name = _name(AUTHORITY, "DEMO - Tỉnh Minh Hà")
    certificate = (
        _builder(name, name, key, YEARS_AUTHORITY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_papers=False, signs_certificates=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return _identity(certificate, key)


def _leaf(root: Identity, name: str, agency: str, usage: list) -> Identity:
    authority = x509.load_pem_x509_certificate(root.certificate)
    authority_key = serialization.load_pem_private_key(root.key, None)
    key = rsa.generate_private_key(65537, KEY_BITS)
    issuer_id = authority.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    builder = (
        _builder(_name(name, agency), authority.subject, key, YEARS_SIGNER)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_papers=not usage, signs_certificates=False), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(issuer_id),
            critical=False,
        )
    )
    if usage:
        builder = builder.add_extension(x509.ExtendedKeyUsage(usage), critical=True)
    return _identity(builder.sign(authority_key, hashes.SHA256()), key)


def _identity(certificate: x509.Certificate, key: rsa.RSAPrivateKey) -> Identity:
    return Identity(
        certificate.public_bytes(serialization.Encoding.PEM),
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )


def _load(folder: Path, label: str) -> Identity | None:
    certificate, key = folder / f"{label}.pem", folder / f"{label}.key"
    if not (certificate.exists() and key.exists()):
        return None
    kept = Identity(certificate.read_bytes(), key.read_bytes())
    ends = x509.load_pem_x509_certificate(kept.certificate).not_valid_after_utc
    return kept if ends - datetime.now(UTC) > RENEW_BEFORE else None


def _save(folder: Path, label: str, identity: Identity) -> Identity:
    for name, content in ((f"{label}.key", identity.key), (f"{label}.pem", identity.certificate)):
        part = folder / f".{name}.part"
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(content)
        part.replace(folder / name)
    return identity
