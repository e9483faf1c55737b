"""Who wants to know when a paper is signed, its signing has failed, or it is revoked.

An app registers a follower for its own kind of subject in `AppConfig.ready`; the follower is called
inside the transaction that changed the paper and looks at `document.signing`.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.audit.models import Event
    from portal.documents.models import IssuedDocument

Follower = Callable[["IssuedDocument", "Event"], None]

_followers: dict[str, Follower] = {}
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
