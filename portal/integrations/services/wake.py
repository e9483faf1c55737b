"""Tell a worker that a message waits. Losing the call costs seconds: the sweeper looks too."""

import logging

from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from portal.integrations.broker import app
from portal.integrations.registry import find

log = logging.getLogger(__name__)

DELIVER = "portal.integrations.deliver"


def wake(message_id: int, handler: str) -> bool:
    """Put the message's id into its queue. False, and a line in the log, when Redis is away."""
    try:
        app.send_task(DELIVER, args=[message_id], queue=find(handler).queue, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        log.warning("outbox message %s waits for the sweeper: %s", message_id, type(error).__name__)
        return False
    return True
