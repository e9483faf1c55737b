"""What binds a translation to the text it was made from, and a review to what was read."""

from portal.kernel.hashing import canonical_json, sha256_hex
from portal.kernel.text import nfc


def text_digest(text: str) -> str:
    """SHA-256 of a text; how it was typed (NFC or not, blanks and lines) makes no difference."""
    return sha256_hex(" ".join(nfc(text).split()))


def pair_digest(source: str, text: str) -> str:
    """SHA-256 of a translation together with its source: what a reviewer answers for."""
    return sha256_hex(canonical_json([text_digest(source), text_digest(text)]))
