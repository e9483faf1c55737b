"""What the national portal sends in: a dossier filed there, in plain values."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from portal.integrations.client import call
from portal.integrations.errors import Never, Retry
from portal.integrations.national.facts import GivenBack, OwnerKind
from portal.integrations.national.port import NAME
from portal.integrations.selectors import settings_of
from portal.integrations.signatures import Algorithm, Key
from portal.kernel.hashing import sha256_hex

CODE = re.compile(r"[A-Z][0-9]{2}[0-9A-Z.]{0,30}-[0-9]{6,8}-[0-9]{4,7}")
"""`G09.20-20260609-0092637` and `H99.22-261120-0001`: agency, day, running number."""


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """`paper` is the code of the paper in the national database, or our key of it."""

    key: str
    name: str
    paper: str
    address: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class IncomingDossier:
    """`number` is the identity number of the person, proven by the national portal, and `account`
    the person's id there; an organisation comes with its tax number.
    """

    code: str
    procedure: str
    agency: str
    filed_at: datetime
    name: str
    number: str
    account: str
    kind: OwnerKind = OwnerKind.CITIZEN
    organisation: str = ""
    tax_number: str = ""
    email: str = ""
    phone: str = ""
    case: str = ""
    given_back: GivenBack = GivenBack.ACCOUNT
    files: tuple[IncomingFile, ...] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)


def keys() -> dict[str, Key]:
    """The keys under which the national portal signs, by id.

    The setting `keys` is `id:algorithm:hex`, several separated by commas while they are changed;
    without it the shared `secret` signs under the id `national`.
    """
    told = settings_of(NAME)
    if told.get("keys"):
        parts = (entry.strip().split(":", 2) for entry in told["keys"].split(","))
        return {id: Key(id, Algorithm(name), bytes.fromhex(text)) for id, name, text in parts}
    secret = told.get("secret", "")
    return {NAME: Key(NAME, Algorithm.HMAC, secret.encode())} if secret else {}


def is_fetchable(address: str) -> bool:
    """Whether a file may be fetched from there: only below the address of the setting `files`.

    The links come from outside; without this a link could point to any machine in the house.
    """
    base = _base()
    try:
        wanted, ours = urlsplit(address), urlsplit(base)
    except ValueError:
        return False
    same = (wanted.scheme, wanted.netloc) == (ours.scheme, ours.netloc)
    folder = ours.path.rstrip("/") + "/"
    steps = wanted.path.split("/")
    plain = not wanted.fragment and not {".", ".."} & set(steps) and "%2e" not in address.lower()
    return bool(base) and same and plain and "\\" not in address and wanted.path.startswith(folder)


def fetch_file(address: str, sha256: str, about: str) -> bytes:
    """The bytes behind a link. Raises Never for a link that leads elsewhere or to nothing, Retry
    for one that may work later.
    """
    if not is_fetchable(address):
        raise Never("the link leads to an address that is not the partner's")
    path = address[len(_base()) :]
    at = "files" if settings_of(NAME).get("files") else "url"
    answer = call(NAME, "GET", path, operation="file", about=about, address=at)
    if not answer.is_ok:
        answer.judge(f"HTTP {answer.status}")
        raise Never(f"the link answers {answer.status}")
    if sha256 and sha256_hex(answer.content) != sha256.lower():
        answer.judge("FILE_CHANGED")
        raise Retry("the file is not the one that was announced")
    return answer.content


def _base() -> str:
    told = settings_of(NAME)
    return str(told.get("files") or told.get("url") or "").rstrip("/")
