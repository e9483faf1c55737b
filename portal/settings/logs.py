"""Logs go to the standard error of the process; whoever runs it collects them."""

import logging


def refusals_in_a_line(record: logging.LogRecord) -> bool:
    """Who may not open an address is no fault of the portal: a line without a traceback."""
    if getattr(record, "status_code", None) == 403:
        record.exc_info = record.exc_text = None
    return True


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(process)d %(name)s %(message)s"}
    },
    "filters": {
        "refusals": {"()": "django.utils.log.CallbackFilter", "callback": refusals_in_a_line}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.request": {"filters": ["refusals"]},
        # These tell every address that is called, and addresses of partners carry keys.
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
        # Scanners ask for any host all day; each is answered with 400 and is no news.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
