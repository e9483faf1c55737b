from dataclasses import dataclass
from hashlib import sha256

from portal.documents.models import IssuedDocument
from portal.documents.verification import SignatureReport, signatures_of


@dataclass(frozen=True)
class Comparison:
    """A file somebody shows, against the paper on record."""

    same: bool
    sha256: str
    signatures: list[SignatureReport]


def compare(shown: bytes, document: IssuedDocument) -> Comparison:
    digest = sha256(shown).hexdigest()
    return Comparison(digest == document.sha256, digest, signatures_of(shown))
