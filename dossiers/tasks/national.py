"""Doors of the worker for the national portal: they load, call a verb and sort the error."""

from celery import shared_task
from django.utils.translation import pgettext_lazy

from dossiers.services.fetch_arrival import HANDLER as FETCH
from dossiers.services.fetch_arrival import fail_fetching, fetch
from dossiers.services.rate_national import HANDLER as RATINGS
from dossiers.services.rate_national import rate_last_month, send_ratings
from dossiers.services.report_national import HANDLER as REPORT
from dossiers.services.report_national import catch_up, give_up, report
from portal.integrations.national.port import NAME
from portal.integrations.queues import PARTNERS
from portal.integrations.registry import Envelope, handler


def _report_gave_up(envelope: Envelope, reason: str) -> None:
    give_up(dossier_id=envelope.payload["dossier"], reason=reason)


def _fetch_gave_up(envelope: Envelope, reason: str) -> None:
    fail_fetching(file_id=envelope.payload["file"], reason=reason)


@handler(
    REPORT,
    label=pgettext_lazy("message kind", "State of a dossier"),
    queue=PARTNERS,
    connector=NAME,
    gave_up=_report_gave_up,
)
def deliver_report(envelope: Envelope) -> None:
    report(dossier_id=envelope.payload["dossier"])


@handler(
    FETCH,
    label=pgettext_lazy("message kind", "File of a dossier that was handed over"),
    queue=PARTNERS,
    connector=NAME,
    gave_up=_fetch_gave_up,
)
def deliver_file(envelope: Envelope) -> None:
    fetch(file_id=envelope.payload["file"])


@handler(
    RATINGS,
    label=pgettext_lazy("message kind", "Ratings of a month"),
    queue=PARTNERS,
    connector=NAME,
)
def deliver_ratings(envelope: Envelope) -> None:
    send_ratings(**envelope.payload)


@shared_task(name="dossiers.national_catch_up")
def national_catch_up() -> None:
    catch_up()


@shared_task(name="dossiers.national_ratings")
def national_ratings() -> None:
    rate_last_month()
