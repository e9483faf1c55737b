"""How long to wait between tries."""

import random
from datetime import timedelta

JITTER = 0.2


def wait(attempt: int, first: timedelta, longest: timedelta) -> timedelta:
    """The wait after try number `attempt` (from 1): doubling from `first` up to `longest`.

    A fifth more or less by chance, lest messages that failed together come back together.
    """
    # Past 2**32 the exponent no longer matters, and a timedelta would overflow.
    doubled = first * 2 ** min(attempt - 1, 32) if first else first
    return min(doubled, longest) * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311
