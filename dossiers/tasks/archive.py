"""Doors of the worker to the archive."""

from celery import shared_task
from django.utils.translation import pgettext_lazy

from dossiers.services.archive.close import close_finished
from dossiers.services.archive.destroy import destroy_due
from dossiers.services.archive.package import (
    HANDLER,
    expire_packages,
    fail_package,
    make_package,
)
from portal.documents.errors import SigningFailed
from portal.integrations.errors import Never, Retry
from portal.integrations.queues import DOCUMENTS
from portal.integrations.registry import Envelope, handler


def _gave_up(envelope: Envelope, reason: str) -> None:
    fail_package(package_id=envelope.payload["package"])


@handler(
    HANDLER,
    label=pgettext_lazy("message kind", "Package of a dossier"),
    queue=DOCUMENTS,
    gave_up=_gave_up,
)
def deliver_to_packer(envelope: Envelope) -> None:
    try:
        make_package(package_id=envelope.payload["package"])
    except SigningFailed as failed:
        raise (Retry if failed.retry else Never)(str(failed)) from failed
    except OSError as unreadable:
        raise Retry("a file cannot be read") from unreadable


@shared_task(name="dossiers.archive_close")
def archive_close() -> int:
    return close_finished()


@shared_task(name="dossiers.archive_destroy")
def archive_destroy() -> int:
    return destroy_due()


@shared_task(name="dossiers.archive_expire")
def archive_expire() -> int:
    return expire_packages()
