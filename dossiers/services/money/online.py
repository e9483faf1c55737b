"""Paying on the platform: ordered in the request, prepared by the worker."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict
from dossiers.models import Attempt, Demand, PlatformCall
from dossiers.models.money.attempt import Method
from dossiers.selectors.shipments import collecting
from dossiers.services.money.cash import new_attempt
from dossiers.services.money.till import till
from portal.integrations.services import put
from portal.kernel.hashing import sha256_hex

PREPARE, ASK, FETCH_BILL = "dossiers.pay_init", "dossiers.pay_query", "dossiers.pay_bill"
AT_THE_DOOR = _("The carrier asks for this at your door. Please do not pay it twice.")
ENDED = _("This payment is no longer asked for. Look at the dossier.")


def start_online(*, dossier, by, demand_id: int, at: datetime | None = None) -> Attempt:
    """The payer wants to pay on the platform. The worker asks it for a page; a press of the button
    that comes twice gives the same try. Raises `Conflict` when the demand has ended or the carrier
    collects it, `NotAllowed`.
    """
    with till(dossier, by=by, at=at) as open_till:
        demand = open_till.dossier.demands.filter(pk=demand_id, state=Demand.State.OPEN).first()
        if demand is None:
            raise Conflict(open_till.dossier, ENDED)
        if collecting(open_till.dossier) is not None:
            raise Conflict(open_till.dossier, AT_THE_DOOR)
        state = Attempt.State
        waiting = demand.attempts.filter(
            method=Method.PLATFORM, state__in=[state.PREPARING, state.READY, state.CHECKING]
        )
        attempt = waiting.order_by("-id").first()
        if attempt is None:
            attempt = new_attempt(open_till, demand, Method.PLATFORM, state.PREPARING)
            event = open_till.record("try_started", demand=demand.pk, attempt=attempt.pk)
            put(PREPARE, event, f"attempt:{attempt.pk}", "payments", {"attempt": attempt.pk})
    return attempt


def ready(*, attempt: Attempt, url: str, at: datetime | None = None) -> None:
    """The platform has a page to pay on. From now on it is asked how it ended, should it not say.

    A try that was cancelled meanwhile stays cancelled, and is asked about all the same: the page
    exists and somebody may pay there.
    """
    with till(attempt.demand.dossier, by=None, at=at) as open_till:
        attempt = Attempt.objects.get(pk=attempt.pk)
        attempt.url, attempt.ready_at = url, open_till.at
        if attempt.state == Attempt.State.PREPARING:
            attempt.state = Attempt.State.READY
        attempt.save(update_fields=["url", "ready_at", "state"])
        event = open_till.record("try_ready", attempt=attempt.pk)
        put(ASK, event, f"attempt:{attempt.pk}", "payments", {"attempt": attempt.pk})


def fail(*, attempt: Attempt, failure: str, at: datetime | None = None) -> None:
    """The try came to nothing; `failure` is a code. One that is paid stays paid."""
    with till(attempt.demand.dossier, by=None, at=at) as open_till:
        attempt = Attempt.objects.get(pk=attempt.pk)
        if attempt.state in (Attempt.State.PREPARING, Attempt.State.READY):
            attempt.state, attempt.failure = Attempt.State.FAILED, failure[:40]
            attempt.ended_at = open_till.at
            attempt.save(update_fields=["state", "failure", "ended_at"])
            open_till.record("try_failed", attempt=attempt.pk)


def keep_call(
    operation: str, body: str, *, is_ours: bool, attempt: Attempt | None = None, answer: str = ""
) -> PlatformCall:
    """Keep a message of or to the platform as it was."""
    return PlatformCall.objects.create(
        attempt=attempt,
        operation=operation,
        is_ours=is_ours,
        body=body,
        digest=sha256_hex(body),
        answer=answer,
        at=timezone.now(),
    )
