"""Doors of the background for the catalogue."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from portal.documents.errors import PdfUnavailable
from portal.integrations.errors import Never
from portal.integrations.queues import DOCUMENTS, UPKEEP
from portal.integrations.registry import Envelope, handler
from procedures.models import ImportRun, Revision
from procedures.services.print_blanks import print_blanks
from procedures.services.publish import bring_into_force
from procedures.services.receive_import import HANDLER, read_received
from procedures.services.remind_editors import remind_editors as remind


@shared_task(name="procedures.into_force")
def revisions_into_force() -> None:
    """Revisions whose day has come replace the ones before; nothing happens on other days."""
    bring_into_force(today=timezone.localdate())


@shared_task(name="procedures.remind_editors")
def remind_editors() -> int:
    """Editors are told of pages owed soon, and of late ones."""
    return remind()


@handler(HANDLER, label=pgettext_lazy("message kind", "Reading an imported file"), queue=UPKEEP)
def read_import(envelope: Envelope) -> None:
    """A file that an editor sent in goes into the waiting room."""
    asked = envelope.payload
    run = ImportRun.objects.get(pk=asked["run"])
    read_received(
        run=run, agency_id=asked["agency"], role=asked["role"], today=timezone.localdate()
    )


@handler(
    "procedures.print_blanks",
    label=pgettext_lazy("message kind", "Setting a form for print"),
    queue=DOCUMENTS,
)
def print_form(envelope: Envelope) -> None:
    """The form of a revision that came into force; without the libraries it is set on request."""
    revision = Revision.objects.select_related("form__form").get(pk=envelope.payload["revision"])
    try:
        print_blanks(revision=revision)
    except PdfUnavailable as missing:
        raise Never(str(missing)) from missing
