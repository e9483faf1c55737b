"""Work outside the request: Redis and Celery, mail."""

from urllib.parse import parse_qs, urlsplit

import environ

env = environ.Env()

REDIS_URL = env("REDIS_URL")


def broker_address(redis: str) -> str:
    """The queues' database on the Redis of the cache, in Celery's way of writing an address.

    The database after the cache's (0 → 1): emptying the cache must not empty the queues.
    """
    parts = urlsplit(redis)
    if parts.scheme == "unix":
        database = int(parse_qs(parts.query).get("db", ["0"])[0])
        return f"redis+socket://{parts.path}?virtual_host={database + 1}"
    database = int(parts.path.strip("/") or 0)
    return parts._replace(path=f"/{database + 1}").geturl()


# Late acknowledgement because every task may run twice: a worker that dies loses nothing.
CELERY_BROKER_URL = env("BROKER_URL", default="") or broker_address(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_DEFAULT_QUEUE = "upkeep"
CELERY_TIMEZONE = "Asia/Ho_Chi_Minh"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SEND_TASK_EVENTS = False

# A task is told to stop, then stopped; a row of the outbox is tried again later.
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300

# A request never waits for Redis: one short attempt, the sweeper does the rest. A worker waits for
# Redis for ever. Unacknowledged work comes back after longer than any task may last.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "max_retries": 1,
    "interval_start": 0,
    "socket_connect_timeout": 2,
    "socket_timeout": 3,
}

# Mail. A server that does not answer must not hold a worker for long.
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env("EMAIL_HOST", default="localhost")
EMAIL_PORT = env.int("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="dichvucong@minhha.example")
