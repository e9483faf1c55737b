"""Every reason for which an upload is refused: a stable code, what is wrong, and how to mend it."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.documents.errors import UploadRefused

_WORDS = {
    "EMPTY": _(
        "The file is empty. It may not have been copied completely: open it on your device, "
        "then choose it again."
    ),
    "TOO_BIG": _(
        "The file is {size} MB, the limit is {limit} MB. Scan in grey at 200 dots per inch, or "
        "send the pages as separate photographs."
    ),
    "TYPE": _("This kind of file ({found}) cannot be taken here. Send one of: {allowed}."),
    "VIDEO": _("This is a video. Take a photograph of each page instead, or scan it to PDF."),
    "DAMAGED": _(
        "The file is damaged or was cut off on the way. Open it on your device: if it opens, save "
        "it again and send the new copy; if not, scan or photograph the paper again."
    ),
    "LOCKED": _(
        "The file is protected with a password, so the official cannot open it. Save a copy "
        "without the password and send that."
    ),
    "TOO_LARGE_INSIDE": _(
        "The file unpacks to far more than its size, so it is not opened. Take the photograph "
        "again at an ordinary resolution, or scan it to PDF."
    ),
    "TOO_MANY_PAGES": _("The file has {pages} pages, the limit is {limit}. Send it in parts."),
    "ACTIVE": _(
        "The file contains a program (a macro or a script). Print it to PDF and send that PDF."
    ),
    "TWO_IN_ONE": _(
        "The file holds a second file hidden inside it. Print it to PDF, or photograph the paper, "
        "and send that."
    ),
    "INFECTED": _(
        "The virus check found harmful content in this file, and it was not kept. Check your "
        "device, then scan or photograph the paper again."
    ),
    "NO_PAGES": _("The file has no page in it. Save it again from the program that made it."),
}


def refuse(code: str, **details: object) -> UploadRefused:
    """The refusal with this code, its words filled in."""
    return UploadRefused(code, format_lazy(_WORDS[code], **details))


CODES = frozenset(_WORDS)
