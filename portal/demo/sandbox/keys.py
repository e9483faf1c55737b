"""The key that signs what the sandbox says, made at its first start."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)


def signing_key(file: Path) -> str:
    """The RSA key as PEM, kept in a private file."""
    if not file.exists():
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        new = file.with_suffix(".new")
        new.touch(mode=0o600)
        new.write_bytes(pem)
        new.replace(file)
    return file.read_text()
