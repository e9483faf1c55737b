"""Other authorities' systems: addresses and credentials, each from the environment.

`CONNECTOR_<NAME>__<FIELD>`, for instance `CONNECTOR_POST__URL`: the names of connectors and their
fields stand in docs/operations.md. Without a URL a connector is off.
"""

import os
from collections.abc import Mapping
from datetime import date

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
PREFIX = "CONNECTOR_"


def connectors_in(environment: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Name of the connector → field → value, names in small letters."""
    found: dict[str, dict[str, str]] = {}
    for variable, value in environment.items():
        name, _split, setting = variable.removeprefix(PREFIX).lower().partition("__")
        if variable.startswith(PREFIX) and name and setting:
            found.setdefault(name, {})[setting] = value
    return found


def front_in(given: str) -> str:
    """Where citizens file: "own", "national", or the day from which it is the national portal.

    Raises ImproperlyConfigured for anything else, lest every page find out on its own.
    """
    told = given or "own"
    if told in ("own", "national"):
        return told
    try:
        return date.fromisoformat(told).isoformat()
    except ValueError:
        wanted = "own, national or a day such as 2027-01-01"
        raise ImproperlyConfigured(f"FRONT is {told!r}; it takes {wanted}") from None


CONNECTORS = connectors_in(os.environ)
FRONT = front_in(env("FRONT", default=""))
NATIONAL_PORTAL_URL = env("NATIONAL_PORTAL_URL", default="https://dichvucong.gov.vn/")
