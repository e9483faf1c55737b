"""Who keeps what is translated: told, inside the transaction, when readers are to see new words."""

from collections.abc import Callable

Follower = Callable[[str], None]

_followers: dict[str, Follower] = {}


def follow(subject_kind: str, follower: Follower) -> None:
    """`follower(subject_key)` is called after translations of that kind of thing were reviewed."""
    if _followers.setdefault(subject_kind, follower) is not follower:
        raise ValueError(f"translations of {subject_kind} have a follower already")


def tell(subject_kind: str, subject_key: str) -> None:
    follower = _followers.get(subject_kind)
    if follower:
        follower(subject_key)
