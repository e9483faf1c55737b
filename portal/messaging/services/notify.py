"""Tell a person something: one text, every way the person can be reached."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser

from portal.audit.models import Event
from portal.messaging.models import Delivery, Notice


def notify(
    event: Event | None,
    text: str,
    to: AbstractBaseUser,
    context: Mapping[str, Any] | None = None,
    link: str = "",
) -> Notice:
    raise NotImplementedError


def notify_address(
    event: Event | None,
    text: str,
    address: str,
    channel: str,
    context: Mapping[str, Any] | None = None,
    *,
    language: str = "vi",
    valid_until: datetime | None = None,
) -> Delivery:
    raise NotImplementedError
