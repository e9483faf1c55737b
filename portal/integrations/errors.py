"""How a handler says that something did not leave the house. Three kinds, no others.

The reason is shown to officials and kept: codes and plain words, never a person's data.
"""

from datetime import timedelta


class NotDelivered(Exception):
    """Base of the three kinds."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Retry(NotDelivered):
    """It may work later: the other side is away, timed out, or answered with a passing fault."""


class SlowDown(NotDelivered):
    """The other side asks for patience; try again after `after`. Does not count as a try."""

    def __init__(self, reason: str, after: timedelta) -> None:
        super().__init__(reason)
        self.after = after


class Never(NotDelivered):
    """It will not work however often it is tried: refused, unknown address, malformed."""
