"""How it stands with a partner, for pages that say what will follow and for those who call."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.integrations.connectors import Connector, every, find
from portal.integrations.models import ConnectorState


class Condition(TextChoices):
    """One word for a connector, the worst first."""

    OFF = "OFF", _("switched off")
    RESTING = "RESTING", _("does not answer")
    FAILING = "FAILING", _("has failures")
    WORKING = "WORKING", pgettext_lazy("connector", "works")
    UNTRIED = "UNTRIED", _("not used yet")
    NOT_CONFIGURED = "NOT_CONFIGURED", _("not connected")


@dataclass(frozen=True, slots=True)
class Health:
    """A connector at the moment `at`; `state` is its row, or an unsaved one."""

    connector: Connector
    state: ConnectorState
    is_configured: bool
    at: datetime

    @property
    def condition(self) -> Condition:
        if self.state.is_off:
            return Condition.OFF
        if not self.is_configured:
            return Condition.NOT_CONFIGURED
        if self.state.failures >= self.connector.failures:
            return Condition.RESTING
        if self.state.failures:
            return Condition.FAILING
        return Condition.WORKING if self.state.last_success_at else Condition.UNTRIED

    @property
    def is_on(self) -> bool:
        """It has an address and no official switched it off; it may be failing all the same."""
        return self.is_configured and not self.state.is_off

    @property
    def is_disturbed(self) -> bool:
        """People who count on it will wait: it is there, but off or without answer."""
        return self.is_configured and self.condition in (Condition.OFF, Condition.RESTING)

    @property
    def rests(self) -> bool:
        """Nobody is to call now."""
        return self.state.resting_until is not None and self.state.resting_until > self.at

    @property
    def is_on_trial(self) -> bool:
        """The rest after failures is over: one call decides for all."""
        return not self.rests and self.state.failures >= self.connector.failures


def settings_of(name: str) -> Mapping[str, Any]:
    """Address and credentials of a connector in this installation; empty when it has none."""
    return settings.CONNECTORS.get(name, {})


def state_of(name: str) -> Health:
    """How it stands with one connector. Raises UnknownConnector."""
    connector = find(name)
    row = ConnectorState.objects.filter(pk=name).first()
    return _health(connector, row, timezone.now())


def states() -> list[Health]:
    """How it stands with every connector, in one query."""
    now = timezone.now()
    rows = ConnectorState.objects.in_bulk()
    return [_health(connector, rows.get(connector.name), now) for connector in every()]


def is_on(name: str) -> bool:
    """Whether the connector has an address here and is not switched off."""
    return bool(settings_of(name).get("url")) and state_of(name).is_on


def when_down(name: str) -> str:
    """What citizens are told while the connector cannot serve them; empty while it can."""
    health = state_of(name)
    serves = health.is_configured and not health.is_disturbed
    return "" if serves else str(health.connector.when_down)


def _health(connector: Connector, row: ConnectorState | None, at: datetime) -> Health:
    configured = bool(settings_of(connector.name).get("url"))
    return Health(connector, row or ConnectorState(name=connector.name), configured, at)
