"""Who can count again: each app tells how the figures of its things come out of its own tables."""

from collections.abc import Callable, Iterable

from portal.reports.values import Count

Recount = Callable[[], Iterable[Count]]

_recounts: dict[str, Recount] = {}


def recounts(subject_kind: str, recount: Recount) -> None:
    """`recount()` yields every change that the figures of this kind of thing are made of."""
    _recounts[subject_kind] = recount


def registered() -> dict[str, Recount]:
    return dict(_recounts)
