"""Each thing that a watch finds is told of on its own, whatever becomes of the others."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from dossiers.errors import Conflict
from portal.kernel.rounds import for_each

Found = TypeVar("Found")


def tell_each(found: Iterable[Found], tell: Callable[[Found], int | None]) -> int:
    """`tell` of each; how many were told of. A `Conflict` is one that somebody else was faster
    with. Raises, at the end, as `for_each` does.
    """

    def told(one: Found) -> int | None:
        try:
            return tell(one)
        except Conflict:
            return 0

    return for_each(found, told)
