"""Doors for the worker: they load, call a verb and sort the error."""

from datetime import timedelta

from celery import shared_task
from celery.signals import worker_process_init
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from portal.documents import pdf
from portal.documents.errors import PdfUnavailable, SigningFailed
from portal.documents.models import IssuedDocument
from portal.documents.rules.keeping import (
    CHECKED_WITHIN_NIGHTS,
    CHECKS_A_NIGHT,
    ORPHAN_ROUND,
    UNREFERENCED_DAYS,
)
from portal.documents.services import (
    check_files,
    fail_signing,
    forget_links,
    rescan,
    sign,
    sweep_orphans,
    sweep_unreferenced,
)
from portal.documents.storage import FOLDERS
from portal.documents.workflow import Scan
from portal.integrations.errors import Never, Retry
from portal.integrations.queues import DOCUMENTS
from portal.integrations.registry import Envelope, handler


def _signing_gave_up(envelope: Envelope, reason: str) -> None:
    document = IssuedDocument.objects.get(pk=envelope.payload["document"])
    fail_signing(document=document, error=reason)


@handler(
    "documents.sign",
    label=pgettext_lazy("message kind", "Signing a paper"),
    queue=DOCUMENTS,
    gave_up=_signing_gave_up,
)
def deliver_to_signer(envelope: Envelope) -> None:
    try:
        sign(document_id=envelope.payload["document"])
    except SigningFailed as failed:
        raise (Retry if failed.retry else Never)(str(failed)) from failed


@handler(
    "documents.scan",
    label=pgettext_lazy("message kind", "Looking for viruses in a file"),
    queue=DOCUMENTS,
)
def deliver_to_scanner(envelope: Envelope) -> None:
    if rescan(file_id=envelope.payload["file"]) == Scan.PENDING:
        raise Retry("the virus scanner does not answer")


@shared_task(name="portal.documents.check_files")
def compare_stored_files() -> None:
    """One share of the night's files."""
    nights = CHECKED_WITHIN_NIGHTS.on(timezone.localdate())
    check_files(runs=nights * CHECKS_A_NIGHT, now=timezone.now())


@shared_task(name="portal.documents.sweep")
def sweep() -> None:
    """Files nothing names any more, one part of the storage for objects without a row, and what is
    known of old links for partners.
    """
    today = timezone.localdate()
    older_than = timezone.now() - timedelta(days=UNREFERENCED_DAYS.on(today))
    forget_links(timezone.now())
    sweep_unreferenced(older_than=older_than)
    sweep_orphans(
        older_than=older_than, folders=FOLDERS[today.toordinal() % ORPHAN_ROUND :: ORPHAN_ROUND]
    )


@worker_process_init.connect
def warm_up(**_signal: object) -> None:
    """Loads the PDF libraries and fonts before the first paper, so that nobody waits for them."""
    try:
        pdf.warm()
    except PdfUnavailable:
        return  # the readiness page names the missing packages; other work goes on
