"""The trial of a draft on past dossiers, step by step."""

from contextlib import suppress

from django.utils.translation import pgettext_lazy

from dossiers.errors import Conflict
from dossiers.models import Replay
from dossiers.services.replay import HANDLER, go_on
from portal.audit.models import Event
from portal.integrations.queues import UPKEEP
from portal.integrations.registry import Envelope, handler


@handler(HANDLER, label=pgettext_lazy("message kind", "Step of the trial of a draft"), queue=UPKEEP)
def deliver_step_of_replay(envelope: Envelope) -> None:
    replay = Replay.objects.filter(pk=envelope.payload["replay"]).first()
    event = Event.objects.get(pk=envelope.event_id)
    # A step delivered twice has been done, one of a forgotten trial is not wanted any more.
    with suppress(Conflict):
        if replay is not None:
            go_on(replay=replay, done=envelope.payload["done"], event=event)
