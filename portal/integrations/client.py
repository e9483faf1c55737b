"""How the portal calls a partner and notes that a partner called. For workers: it waits."""

import json as json_module
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from random import uniform
from time import monotonic
from typing import Any

from django.core.cache import cache
from django.utils import timezone
from redis.exceptions import RedisError

from portal.audit.payloads import plain
from portal.integrations.connectors import find
from portal.integrations.errors import Never, Retry, SlowDown
from portal.integrations.models import Exchange
from portal.integrations.selectors import Health, settings_of, state_of
from portal.integrations.services.observe import Noted, amend, came_through, note
from portal.integrations.troubles import Trouble
from portal.integrations.wire import Failed, Raw, ask

WHILE_OFF = timedelta(minutes=5)
WHILE_NOT_CONFIGURED = timedelta(hours=1)
WHILE_ON_TRIAL = timedelta(seconds=5)
WHEN_ASKED = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the partner said. `text` is never refused: bytes that are no letters are marked."""

    status: int
    headers: Mapping[str, str]
    text: str
    content: bytes = field(repr=False)
    _noted: Noted = field(repr=False)

    @property
    def is_ok(self) -> bool:
        return 200 <= self.status < 300

    def json(self) -> Any:
        """The answer as JSON. Raises Retry: a page of a gateway in its place passes."""
        try:
            return json_module.loads(self.content)
        except (ValueError, RecursionError) as error:
            self.judge(Trouble.UNREADABLE)
            raise Retry(Trouble.UNREADABLE) from error

    def judge(self, error: str) -> None:
        """Note that the partner's own words mean a failure: a code, never a sentence."""
        self._noted.exchange.error = _code(error)
        amend(self._noted)


def call(
    name: str,
    method: str,
    path: str,
    *,
    operation: str = "",
    about: str = "",
    raise_for_status: bool = False,
    address: str = "url",
    **body: Any,
) -> Answer:
    """One call to the connector `name`, recorded whatever becomes of it.

    `path` is put behind the setting `address` of the connector; `body` takes `json`, `data`,
    `content`, `files`, `params`, `headers` as httpx does. `operation` is the partner's name of the
    call and `about` the id of our thing (`dossier:12`).

    Raises SlowDown when nobody is to call now or the partner asks to wait; Retry when it is away,
    too slow, at fault or answers nonsense. Other refusals (4xx) come back as an Answer for the
    partner's own table of errors; with `raise_for_status` they are Never, but Retry when our
    credentials are not accepted: an official mends that, and what waits goes out by itself.
    """
    connector = find(name)
    _gate(state_of(name))
    told = settings_of(name)
    exchange = Exchange(
        connector=name,
        direction=Exchange.Direction.OUT,
        operation=_code(operation or path),
        about=_about(about),
    )
    began = monotonic()
    try:
        raw = ask(
            method,
            str(told[address]).rstrip("/") + path,
            body,
            seconds=connector.seconds,
            largest=connector.largest,
            authorities=str(told.get("authorities", "")),
        )
    except Failed as failed:
        _note(exchange, began, error=failed.trouble, is_fault=True)
        raise Retry(failed.trouble) from failed
    return _sorted(exchange, began, raw, raise_for_status)


def received(
    name: str, operation: str, *, about: str = "", status: int | None = None, error: str = ""
) -> None:
    """Record that the partner called us and how we answered."""
    exchange = Exchange(
        connector=find(name).name,
        direction=Exchange.Direction.IN,
        operation=_code(operation),
        about=_about(about),
        status=status,
        error=_code(error),
    )
    note(Noted(exchange, counts=False))


def _gate(health: Health) -> None:
    """Raises SlowDown when nobody is to call now."""
    if health.state.is_off:
        raise SlowDown(Trouble.OFF, WHILE_OFF)
    if not health.is_configured:
        raise SlowDown(Trouble.NOT_CONFIGURED, WHILE_NOT_CONFIGURED)
    if health.rests:
        left = health.state.resting_until - health.at
        # Those who waited together do not come back together.
        raise SlowDown(Trouble.RESTING, left + timedelta(seconds=uniform(0, 5)))  # noqa: S311
    if health.is_on_trial and not (came_through(health.connector.name) or _takes_the_trial(health)):
        raise SlowDown(Trouble.RESTING, WHILE_ON_TRIAL)


def _takes_the_trial(health: Health) -> bool:
    """Whether this worker is the one that tries after a rest. Without Redis, everyone does."""
    rest = health.state.resting_until
    key = f"connector-trial:{health.connector.name}:{rest.timestamp() if rest else 0}"
    try:
        return cache.add(key, 1, timeout=health.connector.seconds * 2)
    except (RedisError, OSError):
        return True


def _sorted(exchange: Exchange, began: float, raw: Raw, raise_for_status: bool) -> Answer:
    """An Answer, or the kind of error that its status means."""
    exchange.status = status = raw.status
    if status == 429 or (status == 503 and "retry-after" in raw.headers):
        pause = _pause(raw.headers.get("retry-after", ""))
        _note(exchange, began, error=Trouble.OVERLOADED, counts=False, pause=pause)
        raise SlowDown(f"{Trouble.OVERLOADED} {status}", pause)
    if trouble := _trouble(status):
        _note(exchange, began, error=trouble, is_fault=True)
        raise Retry(f"{trouble} {status}")
    if status in (401, 403) and raise_for_status:
        _note(exchange, began, error=Trouble.REJECTS_US, is_fault=True)
        raise Retry(f"{Trouble.REJECTS_US} {status}")
    if status >= 400 and raise_for_status:
        _note(exchange, began, error=Trouble.REFUSED)
        raise Never(f"{Trouble.REFUSED} {status}")
    noted = _note(exchange, began)
    return Answer(status, raw.headers, _text(raw), raw.content, noted)


def _trouble(status: int) -> Trouble | None:
    if status >= 500 or status in (408, 425):
        return Trouble.FAULT
    return Trouble.MOVED if 300 <= status < 400 else None


def _note(exchange: Exchange, began: float, error: str = "", **meaning: Any) -> Noted:
    exchange.milliseconds = round((monotonic() - began) * 1000)
    exchange.error = str(error)
    noted = Noted(exchange, **meaning)
    note(noted)
    return noted


def _pause(told: str) -> timedelta:
    """Retry-After: seconds or a date (RFC 9110, 10.2.3); never longer than an hour."""
    if told.isascii() and told.isdigit():
        return min(timedelta(seconds=min(int(told[:9]), 86400)), LONGEST_PAUSE)
    try:
        until = parsedate_to_datetime(told)
    except ValueError:
        return WHEN_ASKED
    return max(timedelta(seconds=1), min(_aware(until) - timezone.now(), LONGEST_PAUSE))


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _text(raw: Raw) -> str:
    try:
        return raw.content.decode(raw.encoding or "utf-8", errors="replace")
    except LookupError:
        return raw.content.decode("utf-8", errors="replace")


def _code(text: str) -> str:
    return str(text)[: Exchange._meta.get_field("error").max_length]


def _about(about: str) -> str:
    """Raises PayloadRefused for what could tell about a person."""
    return plain({"about": about})["about"]
