"""Work of the desks that goes on after the page was answered."""

from contextlib import suppress
from datetime import timedelta

from celery import shared_task
from django.utils.translation import pgettext_lazy

from dossiers.errors import Conflict
from dossiers.models import Dossier
from dossiers.services.bulk import HANDLER as BULK
from dossiers.services.bulk import do_step, give_up_step
from dossiers.services.desk_counts import roll_up_desk
from dossiers.services.let_out import HANDLER as LET_OUT
from dossiers.services.let_out import let_out
from portal.audit.models import Event
from portal.integrations.queues import UPKEEP
from portal.integrations.registry import Envelope, handler


@handler(
    LET_OUT, label=pgettext_lazy("message kind", "End of the hold of a decision"), queue=UPKEEP
)
def deliver_held_decision(envelope: Envelope) -> None:
    dossier = Dossier.objects.get(pk=envelope.payload["dossier"])
    # Recalled, or sent by the leader himself before: then there is nothing left to do.
    with suppress(Conflict):
        let_out(dossier=dossier, by=None, decision_id=envelope.payload["decision"])


def _step_gave_up(envelope: Envelope, reason: str) -> None:
    event = Event.objects.get(pk=envelope.event_id)
    give_up_step(job_id=envelope.payload["job"], item_id=envelope.payload["item"], event=event)


@handler(
    BULK,
    label=pgettext_lazy("message kind", "Step of work on many dossiers"),
    queue=UPKEEP,
    gave_up=_step_gave_up,
    tries=5,
    first_wait=timedelta(seconds=10),
)
def deliver_step_of_bulk(envelope: Envelope) -> None:
    event = Event.objects.get(pk=envelope.event_id)
    do_step(job_id=envelope.payload["job"], item_id=envelope.payload["item"], event=event)


@shared_task(name="dossiers.roll_up_desk")
def roll_up_lists() -> int:
    return roll_up_desk()
