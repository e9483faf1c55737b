"""Which elements of two sequences belong together, in order."""

from collections.abc import Hashable, Sequence

Pair = tuple[int, int]

ALIKE = 0.3
"""Share of words two paragraphs must have in common to be shown as one that changed."""

MOST_CELLS = 20_000
"""Paragraphs of one text times those of the other, above which likeness is not searched for."""


def kept(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Places of a longest common subsequence.

    Each row of the usual table is one long number whose bits tell where the row grows, so that a
    row costs a few machine operations (H. Hyyrö, "Bit-parallel LCS-length computation
    revisited", 2004): 6,000 words take some milliseconds.
    """
    head = _common_head(old, new)
    tail = _common_head(old[head:][::-1], new[head:][::-1])
    inner = _table(old[head : len(old) - tail], new[head : len(new) - tail])
    ends = range(tail, 0, -1)
    return [
        *((place, place) for place in range(head)),
        *((row + head, column + head) for row, column in inner),
        *((len(old) - back, len(new) - back) for back in ends),
    ]


def _common_head(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    size = 0
    for left, right in zip(old, new, strict=False):
        if left != right:
            break
        size += 1
    return size


def _table(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    places: dict[Hashable, int] = {}
    for column, element in enumerate(old):
        places[element] = places.get(element, 0) | 1 << column
    full = (1 << len(old)) - 1
    rows, row = [], full
    for element in new:
        hits = row & places.get(element, 0)
        row = ((row + hits) | (row - hits)) & full
        rows.append(row)
    return _walk_back(rows, len(old))


def _walk_back(rows: list[int], width: int) -> list[Pair]:
    """From the last corner to the first: a cleared bit is a column at which the row grew."""
    found = []
    row, column = len(rows), width
    while row and column:
        if rows[row - 1] >> (column - 1) & 1:
            column -= 1
            continue
        row -= 1
        if not row or rows[row - 1] >> (column - 1) & 1:
            column -= 1
            found.append((column, row))
    return found[::-1]


def paired(old: Sequence[frozenset], new: Sequence[frozenset]) -> list[Pair]:
    """Pairs in order whose likeness adds up to most; each pair is alike enough to be one thing."""
    if len(old) * len(new) > MOST_CELLS:
        return [(place, place) for place in range(min(len(old), len(new)))]
    alike = [[likeness(left, right) for right in new] for left in old]
    best = [[0.0] * (len(new) + 1) for _row in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            together = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= ALIKE else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    return _chosen(alike, best)


def _chosen(alike: list[list[float]], best: list[list[float]]) -> list[Pair]:
    found = []
    i = j = 0
    while i < len(alike) and j < len(alike[i]):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found.append((i, j))
            i, j = i + 1, j + 1
    return found


def likeness(one: frozenset, other: frozenset) -> float:
    """How alike two bags of words are, from 0 to 1: twice what both have over their sum (Dice)."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 1.0
