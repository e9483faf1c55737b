"""What a carrier answers, as an object or as a reason to try again; what settings say of it."""

from collections.abc import Mapping
from typing import Any

from portal.integrations.client import Answer
from portal.integrations.errors import Retry
from portal.integrations.selectors import settings_of
from portal.integrations.troubles import Trouble


def object_of(answer: Answer) -> Mapping[str, Any]:
    """The JSON object of an answer.

    Raises `Retry`: a page of a proxy is no answer, and credentials that are not accepted are mended
    by an official, whereupon what waits goes out by itself.
    """
    if answer.status in (401, 403):
        answer.judge(Trouble.REJECTS_US)
        raise Retry(Trouble.REJECTS_US)
    found = answer.json()
    if not isinstance(found, dict):
        answer.judge(Trouble.UNREADABLE)
        raise Retry(Trouble.UNREADABLE)
    return found


def setting(carrier: str, *names: str) -> str:
    """The first of these settings of the carrier that is there; empty when none is."""
    told = settings_of(carrier)
    return next((str(told[name]) for name in names if told.get(name)), "")
