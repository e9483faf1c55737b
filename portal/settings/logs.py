"""Logs go to the standard error of the process; whoever runs it collects them."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(process)d %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # These tell every address that is called, and addresses of partners carry keys.
        "httpx": {"level": "WARNING"},
        "httpcore": {"level": "WARNING"},
        # Scanners ask for any host all day; each is answered with 400 and is no news.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
