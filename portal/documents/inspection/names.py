import re
import unicodedata
from pathlib import PurePosixPath

from portal.documents.rules.uploads import SUFFIXES

LONGEST_STEM = 120
_RESERVED = re.compile(r'[<>:"/\\|?*]+')
_DEVICES = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)$")


def safe_name(sent: str, content_type: str) -> str:
    """A file name that is safe on every system: Unicode NFC, no path, no control or direction
    characters, and the ending of what the file really is."""
    name = unicodedata.normalize("NFC", sent.replace("\\", "/")).rsplit("/", 1)[-1]
    visible = "".join(
        c if c.isprintable() else " " for c in name if unicodedata.category(c) != "Cf"
    )
    path = PurePosixPath(visible.strip())
    suffix = SUFFIXES.get(content_type, "")
    known = {*SUFFIXES.values(), ".jpeg", ".heif"}
    stem = path.stem if path.suffix.lower() in known else path.name
    stem = " ".join(_RESERVED.sub("-", stem).split())[:LONGEST_STEM].strip(". ") or "tep"
    return f"_{stem}{suffix}" if _DEVICES.match(stem) else f"{stem}{suffix}"
