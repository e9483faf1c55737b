"""The dossier waits for its payment: asked, dropped, missed."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid
from dossiers.models import Demand, Dossier
from dossiers.models.money.charge import Purpose
from dossiers.services.change import Change, changing
from dossiers.services.clock import open_interval
from dossiers.services.money.demand import demand_what_is_owed, open_demand
from dossiers.services.money.settle import resume
from dossiers.services.money.till import Till
from dossiers.services.watch.each import tell_each
from dossiers.workflow import Action, State
from portal.agencies.roles import Role
from portal.agencies.selectors import holders
from portal.kernel.clock import WaitKind
from portal.messaging.services import notify
from portal.messaging.ways import Reachable

ASK = {False: Action.ASK_PAYMENT_AT_DESK, True: Action.ASK_PAYMENT_IN_APPRAISAL}
DROP = {False: Action.DROP_PAYMENT_AT_DESK, True: Action.DROP_PAYMENT_IN_APPRAISAL}
NOTHING_OWED = _("Nothing is owed, or the amount of a charge is not known yet.")
BATCH = 200


def ask_payment(*, dossier, by, expected_version: int, at: datetime | None = None) -> Demand:
    """Ask the applicant to pay, and wait for it: the reply of the desk is not owed meanwhile, and
    the legal clock follows the procedure's policy. Paid, the dossier goes on by itself.

    Raises `Invalid` when nothing is owed, `NotAllowed`, `Conflict`.
    """
    action = ASK[dossier.accepted_at is not None]
    with changing(dossier, action, by=by, expected_version=expected_version, at=at) as change:
        demand = demand_what_is_owed(_till(change, by), Purpose.FEES, holds=True)
        if demand is None:
            raise Invalid({"version": NOTHING_OWED})
        open_interval(change.dossier, WaitKind.PAYMENT, change.at)
        change.dossier.deadline_at = None
        change.record(demand=demand.pk)
    return demand


def drop_payment(*, dossier, by, expected_version: int, at: datetime | None = None) -> Dossier:
    """Go on without waiting. What is owed stays owed and is collected at hand-over: the demand
    stays open and can still be paid. Raises `NotAllowed`, `Conflict`.
    """
    action = DROP[dossier.accepted_at is not None]
    with changing(dossier, action, by=by, expected_version=expected_version, at=at) as change:
        demand = open_demand(change.dossier, Purpose.FEES)
        if demand is not None:
            demand.holds = False
            demand.save(update_fields=["holds"])
        resume(change.dossier, change.at)
        change.record()
    return change.dossier


def _till(change: Change, by) -> Till:
    return Till(change.dossier, by, change.actor, change.at)


def watch_payments(at: datetime | None = None) -> int:
    """Note each demand whose time is over and tell the desk, once each; how many."""
    at = at or timezone.now()
    late = Demand.objects.filter(state=Demand.State.OPEN, late_at=None, pay_by__lt=at)
    rows = late.select_related("dossier").order_by("pay_by", "id")[:BATCH]
    return tell_each(list(rows), lambda demand: _miss(demand, at))


def _miss(demand: Demand, at: datetime) -> bool:
    """A dossier that waits says so in its history; one that does not just shows it in the lists.
    Raises `Conflict` when it was paid, or has gone on, meanwhile.
    """
    taken = Demand.objects.filter(pk=demand.pk, state=Demand.State.OPEN, late_at=None)
    if demand.dossier.state != State.PAYMENT_ASKED or not demand.holds:
        return bool(taken.update(late_at=at))
    with changing(
        demand.dossier, Action.MISS_PAYMENT, by=None, expected_version=None, at=at
    ) as change:
        if not taken.update(late_at=at):
            raise Conflict(change.dossier)
        event = change.record(demand=demand.pk)
        for person in _desk(change.dossier, at):
            context = {"dossier": change.dossier, "demand": demand}
            text, link = "dossiers/payment_late_for_official", change.dossier.desk_url
            notify(event, text, person, context, link)
    return True


def _desk(dossier: Dossier, at: datetime) -> list[Reachable]:
    ids = holders(Role.DESK, dossier.receiving_agency, timezone.localdate(at))
    return list(get_user_model().objects.filter(pk__in=ids).order_by("pk"))
