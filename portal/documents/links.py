"""Private links to stored files: made for one person, good for a quarter of an hour."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core import signing
from django.urls import reverse

from portal.audit.actors import Actor
from portal.documents.models import StoredFile

LIFETIME = timedelta(minutes=15)
_SALT = "portal.documents.links"


class LinkExpired(Exception):
    """The link was right but is older than its lifetime."""


@dataclass(frozen=True)
class Opened:
    """What a link stands for: the file, who opens it, and whether it may be shown in the page."""

    file: StoredFile
    actor: Actor
    inline: bool


def link(
    stored_file: StoredFile, user: Any, *, inline: bool = False, actor: Actor | None = None
) -> str:
    """A path that serves this file to this signed-in user only.

    `inline` shows pictures in the page instead of downloading them; other types ignore it. `actor`
    says under which agency and role an official looks, for the owner's list of who looked.
    """
    claims: dict[str, Any] = {"f": stored_file.pk.hex, "u": str(user.pk)}
    if inline:
        claims["i"] = 1
    if actor:
        claims["a"] = [actor.kind, actor.user_id, actor.agency_id, actor.role]
    return reverse("documents:file", kwargs={"token": signing.dumps(claims, salt=_SALT)})


def open_token(token: str, user: Any) -> Opened:
    """Raises StoredFile.DoesNotExist for a wrong token or another person, LinkExpired for the right
    person too late."""
    try:
        claims = signing.loads(token, salt=_SALT)
    except signing.BadSignature as wrong:
        raise StoredFile.DoesNotExist from wrong
    if not user.is_authenticated or claims["u"] != str(user.pk):
        raise StoredFile.DoesNotExist
    try:
        signing.loads(token, salt=_SALT, max_age=LIFETIME)
    except signing.SignatureExpired as late:
        raise LinkExpired from late
    actor = Actor(*claims["a"]) if "a" in claims else Actor.citizen(user)
    return Opened(StoredFile.objects.get(pk=claims["f"]), actor, "i" in claims)
