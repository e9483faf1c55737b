"""Each thing that a watch finds is dealt with on its own, whatever becomes of the others."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from dossiers.errors import Conflict

Found = TypeVar("Found")


def tell_each(found: Iterable[Found], tell: Callable[[Found], int | None]) -> int:
    """`tell` of each; how many were told of. What `tell` gives is counted, nothing as one; a
    `Conflict` is one that somebody else was faster with.

    One that cannot be told of keeps no other waiting: when all have had their turn, what went wrong
    is raised as an `ExceptionGroup`.
    """
    told, wrong = 0, []
    for one in found:
        try:
            number = tell(one)
            told += 1 if number is None else number
        except Conflict:
            continue
        except Exception as error:
            wrong.append(error)
    if wrong:
        raise ExceptionGroup("a watch could not tell of everything", wrong)
    return told
