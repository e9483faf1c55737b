"""Doors for the worker: they load, call a verb and sort the error."""

from contextlib import suppress

from celery import shared_task
from django.utils.translation import pgettext_lazy

from dossiers import national_tasks as national_tasks
from dossiers.errors import Conflict
from dossiers.models import Dossier, Replay
from dossiers.services.absence import watch_absences
from dossiers.services.bulk import HANDLER as BULK
from dossiers.services.bulk import do_step
from dossiers.services.close_lapsed import close_forgotten
from dossiers.services.counter.booking import sweep_bookings
from dossiers.services.desk_counts import roll_up_desk
from dossiers.services.explain import watch_explanations
from dossiers.services.instruct import watch_instructions
from dossiers.services.let_out import HANDLER as LET_OUT
from dossiers.services.let_out import let_out
from dossiers.services.papers import HANDLER, make_paper
from dossiers.services.recompute import following, recompute
from dossiers.services.replay import HANDLER as REPLAY
from dossiers.services.replay import go_on
from dossiers.services.sign import fail_signing
from dossiers.services.watch import watch_replies
from dossiers.services.watch_dates import watch_dates
from dossiers.services.watch_messages import watch_messages
from dossiers.services.watch_results import watch_results
from dossiers.services.watch_supplements import watch_supplements
from dossiers.services.watch_tasks import watch_tasks
from dossiers.services.watch_validity import watch_validity
from portal.agencies.models import CalendarVersion
from portal.audit.models import Event
from portal.documents.errors import PdfUnavailable
from portal.documents.workflow import PaperKind
from portal.integrations.errors import Retry
from portal.integrations.queues import DOCUMENTS, UPKEEP
from portal.integrations.registry import Envelope, handler
from portal.integrations.services import put

WATCHES = [
    watch_replies,
    watch_tasks,
    watch_supplements,
    close_forgotten,
    watch_dates,
    watch_results,
    watch_validity,
    watch_explanations,
    watch_messages,
]
RECOMPUTE = "dossiers.recompute"
RECOMPUTE_ONE = "dossiers.recompute_one"


def _gave_up(envelope: Envelope, reason: str) -> None:
    """A result that cannot be made shows on its dossier, other papers in the list of the outbox."""
    if envelope.payload["kind"] == PaperKind.RESULT:
        fail_signing(dossier=Dossier.objects.get(pk=envelope.payload["dossier"]), reason=reason)


@handler(
    HANDLER,
    label=pgettext_lazy("message kind", "Paper of a dossier"),
    queue=DOCUMENTS,
    gave_up=_gave_up,
)
def deliver_paper(envelope: Envelope) -> None:
    dossier = Dossier.objects.select_related(
        "agency__parent", "receiving_agency", "owner", "channel", "revision", "form_version"
    ).get(pk=envelope.payload["dossier"])
    event = Event.objects.get(pk=envelope.event_id)
    try:
        make_paper(kind=envelope.payload["kind"], dossier=dossier, event=event)
    except PdfUnavailable as missing:
        raise Retry(str(missing)) from missing


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


@handler(REPLAY, label=pgettext_lazy("message kind", "Step of the trial of a draft"), queue=UPKEEP)
def deliver_step_of_replay(envelope: Envelope) -> None:
    replay = Replay.objects.filter(pk=envelope.payload["replay"]).first()
    event = Event.objects.get(pk=envelope.event_id)
    # A step delivered twice has been done, one of a forgotten trial is not wanted any more.
    with suppress(Conflict):
        if replay is not None:
            go_on(replay=replay, done=envelope.payload["done"], event=event)


@shared_task
def watch() -> int:
    return sum(each() for each in WATCHES)


@handler(
    LET_OUT, label=pgettext_lazy("message kind", "End of the hold of a decision"), queue=UPKEEP
)
def deliver_held_decision(envelope: Envelope) -> None:
    dossier = Dossier.objects.get(pk=envelope.payload["dossier"])
    # Recalled, or sent by the leader himself before: then there is nothing left to do.
    with suppress(Conflict):
        let_out(dossier=dossier, by=None, decision_id=envelope.payload["decision"])


@shared_task(name="dossiers.roll_up_desk")
def roll_up_lists() -> int:
    return roll_up_desk()


@shared_task
def watch_bookings() -> int:
    return sweep_bookings()


@handler(BULK, label=pgettext_lazy("message kind", "Step of work on many dossiers"), queue=UPKEEP)
def deliver_step_of_bulk(envelope: Envelope) -> None:
    event = Event.objects.get(pk=envelope.event_id)
    do_step(job_id=envelope.payload["job"], item_id=envelope.payload["item"], event=event)


@shared_task(name="dossiers.watch_desk")
def watch_desk() -> int:
    """Absences and instructions: what must move or be told without anybody pressing a button."""
    return watch_absences() + watch_instructions()
