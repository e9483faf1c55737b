"""Tell a worker that a message waits. Losing the call costs seconds: the sweeper looks too."""

import logging
import time
from dataclasses import dataclass

from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from portal.integrations.broker import app
from portal.integrations.registry import queue_of

log = logging.getLogger(__name__)

DELIVER = "portal.integrations.deliver"
# As long as the sweeper's round: whoever is not told now is found then.
REST_SECONDS = 10
# As much as the workers of a queue do in a round of the sweeper; more would only grow old there.
LONGEST = 300
# What is new goes into a queue up to here. The rest of it is the sweeper's, who brings the oldest:
# so they have their share however much is new.
SHORT = LONGEST // 2

AWAY = (OperationalError, RedisError, OSError)


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


def wake(message_id: int, handler: str, up_to: int = SHORT) -> bool:
    """Put the message's id into its queue. False when `up_to` wait there already; False, and a
    line in the log, when Redis is away. Either way the sweeper brings it.
    """
    if line.is_resting():
        return False
    queue = queue_of(handler)
    try:
        with app.producer_or_acquire() as producer:
            if _length(producer, queue) >= up_to:
                return False
            app.send_task(DELIVER, args=[message_id], queue=queue, retry=False, producer=producer)
    except AWAY as error:
        log.warning("outbox message %s waits for the sweeper: %s", message_id, type(error).__name__)
        line.rest()
        return False
    return True


def length_of(queue: str) -> int | None:
    """How many wake-ups wait in the queue; None, and a line in the log, when Redis is away."""
    if line.is_resting():
        return None
    try:
        with app.producer_or_acquire() as producer:
            return _length(producer, queue)
    except AWAY as error:
        log.warning("queue %s is out of reach: %s", queue, type(error).__name__)
        line.rest()
        return None


def _length(producer, queue: str) -> int:
    return producer.channel.queue_declare(queue=queue).message_count
