"""Dates that are computed anew after a change of the working calendar."""

from django.utils.translation import pgettext_lazy

from dossiers.models import Dossier
from dossiers.services.recompute import following, recompute
from portal.agencies.models import CalendarVersion
from portal.audit.models import Event
from portal.integrations.queues import UPKEEP
from portal.integrations.registry import Envelope, handler
from portal.integrations.services import put

RECOMPUTE = "dossiers.recompute"
RECOMPUTE_ONE = "dossiers.recompute_one"


@handler(
    RECOMPUTE, label=pgettext_lazy("message kind", "Due dates after a new calendar"), queue=UPKEEP
)
def deliver_new_calendar(envelope: Envelope) -> None:
    """One message a dossier, so that each is computed and locked on its own."""
    version = CalendarVersion.objects.get(pk=envelope.payload["version"])
    event = Event.objects.get(pk=envelope.event_id)
    for pk in following(version.as_value().version):
        put(RECOMPUTE_ONE, event, f"dossier:{pk}", "clock", {"dossier": pk})


@handler(RECOMPUTE_ONE, label=pgettext_lazy("message kind", "Due date of a dossier"), queue=UPKEEP)
def deliver_new_date(envelope: Envelope) -> None:
    recompute(dossier=Dossier.objects.get(pk=envelope.payload["dossier"]))
