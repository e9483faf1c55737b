"""Doors for the worker to the payment platform, and the jobs about money."""

from datetime import date, timedelta

from celery import shared_task
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from dossiers.models import Attempt
from dossiers.selectors.money.asking import bill_of, init_of, query_of
from dossiers.services.money.ask import watch_payments
from dossiers.services.money.bill import keep_bill
from dossiers.services.money.online import ASK, FETCH_BILL, PREPARE, fail, keep_call, ready
from dossiers.services.money.platform import compare, never_answered
from dossiers.services.money.reconcile import RECONCILE, order_reconciliation, reconcile_platform
from portal.documents.errors import UploadRefused
from portal.integrations.errors import Never, Retry, SlowDown
from portal.integrations.payments import client
from portal.integrations.payments.connector import NAME
from portal.integrations.payments.messages import GOOD, Malformed, stamp
from portal.integrations.queues import PARTNERS
from portal.integrations.registry import Envelope, handler

SOON, AFTER_AN_HOUR = timedelta(minutes=3), timedelta(minutes=30)
PREPARED_WITHIN = timedelta(minutes=10)


def _init_gave_up(envelope: Envelope, reason: str) -> None:
    """The payer waits at the page; he is told to choose another way."""
    fail(attempt=_attempt(envelope), failure="no-answer")


@handler(
    PREPARE,
    label=pgettext_lazy("message kind", "Payment page"),
    queue=PARTNERS,
    connector=NAME,
    gave_up=_init_gave_up,
    tries=8,
    first_wait=timedelta(seconds=3),
    longest_wait=timedelta(minutes=2),
    patience=PREPARED_WITHIN,
)
def deliver_init(envelope: Envelope) -> None:
    attempt = _attempt(envelope)
    if attempt.state != Attempt.State.PREPARING:
        return
    said = client.init(init_of(attempt), bill_of(attempt.demand))
    _keep("INIT", said, attempt, said.message.error)
    if said.message.error == GOOD:
        ready(attempt=attempt, url=said.message.url)
    else:
        fail(attempt=attempt, failure=f"platform-{said.message.error}")


def _silence(envelope: Envelope, reason: str) -> None:
    never_answered(_attempt(envelope))


@handler(
    ASK,
    label=pgettext_lazy("message kind", "Question what became of a payment"),
    queue=PARTNERS,
    connector=NAME,
    gave_up=_silence,
)
def deliver_query(envelope: Envelope) -> None:
    """The safety net for a notification that never came; it is asked also after one came, so that
    the platform cannot contradict itself unseen."""
    attempt = _attempt(envelope)
    age = timezone.now() - attempt.ready_at
    if age < SOON:
        raise SlowDown("too soon", SOON - age)
    said = client.query(query_of(attempt))
    _keep("QUERY", said, attempt, said.message.status)
    try:
        settled = compare(attempt, said.message)
    except Malformed as error:
        raise Retry(f"malformed {error}") from error
    if not settled:
        raise SlowDown("pending", SOON if age < AFTER_AN_HOUR else timedelta(hours=1))


@handler(
    FETCH_BILL,
    label=pgettext_lazy("message kind", "Receipt of the platform"),
    queue=PARTNERS,
    connector=NAME,
)
def deliver_bill(envelope: Envelope) -> None:
    attempt = _attempt(envelope)
    if attempt.bill_id is not None:
        return
    pdf = client.get_bill(query_of(attempt, "GET_BILL"))
    try:
        keep_bill(attempt=attempt, pdf=ContentFile(pdf, f"{attempt.reference}.pdf"))
    except UploadRefused as refused:
        raise Never(refused.code) from refused


@handler(
    RECONCILE,
    label=pgettext_lazy("message kind", "Payments of a day compared"),
    queue=PARTNERS,
    connector=NAME,
)
def deliver_reconciliation(envelope: Envelope) -> None:
    day = date.fromisoformat(envelope.payload["day"])
    reconcile_platform(day=day, rows=client.day_list(day, stamp(timezone.now())))


def _attempt(envelope: Envelope) -> Attempt:
    rows = Attempt.objects.select_related(
        "demand__dossier__revision__procedure", "demand__dossier__agency__parent"
    )
    return rows.get(pk=envelope.payload["attempt"])


def _keep(operation: str, said: client.Said, attempt: Attempt, code: str) -> None:
    keep_call(operation, said.asked, is_ours=True, attempt=attempt)
    keep_call(operation, said.answered, is_ours=False, attempt=attempt, answer=code[:10])


@shared_task(name="dossiers.watch_payments")
def watch() -> int:
    return watch_payments()


@shared_task(name="dossiers.reconcile_yesterday")
def reconcile_yesterday() -> None:
    order_reconciliation(timezone.localdate() - timedelta(days=1))
