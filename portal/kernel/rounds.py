"""Rounds over many things: one that cannot be dealt with keeps no other waiting."""

from collections.abc import Callable, Iterable
from typing import TypeVar

Found = TypeVar("Found")


def for_each(found: Iterable[Found], act: Callable[[Found], int | None]) -> int:
    """`act` on each; the sum of what it gives, nothing counting as one.

    When all have had their turn, what went wrong is raised as an `ExceptionGroup`.
    """
    done, wrong = 0, []
    for one in found:
        try:
            number = act(one)
        except Exception as error:
            wrong.append(error)
        else:
            done += 1 if number is None else number
    if wrong:
        raise ExceptionGroup("not everything of a round could be done", wrong)
    return done
