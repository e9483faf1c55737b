"""Tell a worker that a message waits. Losing the call costs seconds: the sweeper looks too."""

import logging
import time
from dataclasses import dataclass

from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from portal.integrations.broker import app
from portal.integrations.registry import find

log = logging.getLogger(__name__)

DELIVER = "portal.integrations.deliver"
# As long as the sweeper's round: whoever is not told now is found then.
REST_SECONDS = 10


@dataclass
class Line:
    """Whether this process has just found Redis away; then it does not ask again for a while, lest
    a request with many notices wait for as many refusals.
    """

    resting_until: float = 0.0

    def is_resting(self) -> bool:
        return time.monotonic() < self.resting_until

    def rest(self) -> None:
        self.resting_until = time.monotonic() + REST_SECONDS


line = Line()


def wake(message_id: int, handler: str) -> bool:
    """Put the message's id into its queue. False, and a line in the log, when Redis is away."""
    if line.is_resting():
        return False
    try:
        app.send_task(DELIVER, args=[message_id], queue=find(handler).queue, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        log.warning("outbox message %s waits for the sweeper: %s", message_id, type(error).__name__)
        line.rest()
        return False
    return True
