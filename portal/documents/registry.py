"""Who may read a paper; who wants to know when it is signed, its signing has failed, or it is
revoked.

An app registers a follower for its own kind of subject in `AppConfig.ready`; the follower is called
inside the transaction that changed the paper and looks at `document.signing`.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest

    from portal.audit.models import Event
    from portal.documents.models import IssuedDocument

Keeper = Callable[["HttpRequest", "IssuedDocument"], str | None]
Follower = Callable[["IssuedDocument", "Event"], None]

_followers: dict[str, Follower] = {}
_keepers: dict[str, Keeper] = {}
_on_revoked: set[str] = set()
_on_damaged: set[str] = set()


def follow(subject_kind: str, follower: Follower) -> None:
    """`subject_kind` is the label of the model the papers are about (`dossiers.dossier`)."""
    if _followers.setdefault(subject_kind, follower) is not follower:
        raise ValueError(f"papers about {subject_kind} have a follower already")


def tell(document: "IssuedDocument", event: "Event") -> None:
    follower = _followers.get(document.subject_kind)
    if follower:
        follower(document, event)


def keep(subject_kind: str, keeper: Keeper) -> None:
    """`keeper` decides instead of ownership who reads the papers about this kind of subject."""
    if _keepers.setdefault(subject_kind, keeper) is not keeper:
        raise ValueError(f"papers about {subject_kind} have a keeper already")


def way_to(request: "HttpRequest", document: "IssuedDocument") -> str | None:
    """How this reader comes to the paper itself: None not at all, empty at once, else the page to
    go to first.
    """
    if not request.user.is_authenticated:
        return None
    keeper = _keepers.get(document.subject_kind)
    if keeper:
        return keeper(request, document)
    return "" if document.owner_id == request.user.pk else None


def on_revoked(handler: str) -> None:
    """Have the outbox handler of this name told, with the id of the paper, when one is revoked, or
    replaced by an act of its own.
    """
    _on_revoked.add(handler)


def revocation_handlers() -> list[str]:
    return sorted(_on_revoked)


def on_damaged(handler: str) -> None:
    """Have the outbox handler of this name told, with the file's id, when one is found damaged."""
    _on_damaged.add(handler)


def damage_handlers() -> list[str]:
    return sorted(_on_damaged)
