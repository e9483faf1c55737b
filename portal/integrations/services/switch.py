"""Officials turn a connector off and on, or have it tried at once."""

from django.db import transaction
from django.utils import timezone

from portal.audit.actors import Actor
from portal.audit.services import record
from portal.audit.subjects import Subject
from portal.integrations.connectors import find
from portal.integrations.models import ConnectorState, OutboxMessage, Switching

SUBJECT = "integrations.connector"
# So many are made due at once; what waits behind them comes within the wait they were given.
BROUGHT_FORWARD = 1000


@transaction.atomic
def switch(*, name: str, on: bool, reason: str, by: Actor) -> bool:
    """Turn the connector on or off for everybody, at once. False if it was so already.

    Off: nobody is called, what has to go out waits in the outbox and pages say what will follow.
    On: earlier failures are forgotten and what waits is tried. Raises UnknownConnector.
    """
    state = _locked(name)
    if state.is_off is not on:
        return False
    state.is_off = not on
    if on:
        _forget_failures(state)
    state.save()
    Switching.objects.create(
        connector=name, turned_on=on, reason=reason.strip()[:300], by_id=by.user_id
    )
    record(f"connector.switched_{'on' if on else 'off'}", Subject(SUBJECT, name), by)
    return True


@transaction.atomic
def try_now(*, name: str, by: Actor) -> None:
    """End a rest before its time: what waits is tried. Raises UnknownConnector."""
    state = _locked(name)
    state.resting_until = timezone.now() if state.resting_until else None
    state.save()
    _bring_forward(name)
    record("connector.tried", Subject(SUBJECT, name), by)


def _locked(name: str) -> ConnectorState:
    find(name)
    return ConnectorState.objects.select_for_update().get_or_create(pk=name)[0]


def _forget_failures(state: ConnectorState) -> None:
    state.failures, state.failing_since, state.resting_until = 0, None, None
    _bring_forward(state.name)


def _bring_forward(name: str) -> None:
    """The sweeper finds them within seconds; those being tried now are left alone."""
    now = timezone.now()
    waiting = OutboxMessage.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        connector=name, state=OutboxMessage.State.PENDING, next_try_at__gt=now
    )
    first = list(waiting.order_by("id").values_list("pk", flat=True)[:BROUGHT_FORWARD])
    OutboxMessage.objects.filter(pk__in=first).update(next_try_at=now)
