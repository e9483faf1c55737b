"""What the platform says about payments: taken down raw, checked, and only then believed."""

import json
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from dossiers.models import Attempt, Demand, Irregularity
from dossiers.models.money.attempt import Method
from dossiers.services.money.irregular import note
from dossiers.services.money.online import FETCH_BILL, fail, keep_call
from dossiers.services.money.receive import Came, receive_money, received
from dossiers.services.money.till import Till, till
from portal.integrations.payments.answers import Code
from portal.integrations.payments.messages import (
    CURRENCY,
    GOOD,
    Malformed,
    Notification,
    QueryAnswer,
    dong,
)
from portal.integrations.services import put
from portal.kernel.hashing import sha256_hex

Kind = Irregularity.Kind
SHOWN = 40


@dataclass(frozen=True)
class Told:
    """A payment as the platform tells of it, whichever way."""

    reference: str
    amount: Decimal
    transaction: str


def receive_notification(raw: str, *, partner: str, secret: str) -> tuple[Code, Notification]:
    """Take a notification (IPN) down and act on it; the code is what the platform is answered.

    The raw message is kept before anything else, whatever it says. The same message any number of
    times moves money once. Raises Malformed for what is no message.
    """
    try:
        message = Notification.read(json.loads(raw))
    except (ValueError, RecursionError) as error:
        raise Malformed("body") from error
    rows = Attempt.objects.select_related("demand__dossier")
    attempt = rows.filter(reference=message.reference[:25]).first()
    with transaction.atomic():
        keep_call("IPN", raw, is_ours=False, attempt=attempt)
    code = _refused(message, raw, attempt, partner, secret)
    return code or _believe(message, attempt), message


def _refused(
    message: Notification, raw: str, attempt: Attempt | None, partner: str, secret: str
) -> Code | None:
    """Why the message is not believed, noted for an official; None when it is."""
    if not message.is_genuine(secret):
        # A stranger can send any number of these: shown are those about a payment of ours, one a
        # day for each try, and none opens the archive.
        if attempt is not None and attempt.demand.dossier.archived_at is None:
            _note(Kind.WRONG_CODE, attempt, message, f"code-{attempt.pk}-{timezone.localdate()}")
        return Code.WRONG_CODE
    if message.partner != partner:
        _note(Kind.WRONG_PARTNER, attempt, message, f"partner-{sha256_hex(raw)}")
        return Code.WRONG_PARTNER
    if message.currency != CURRENCY:
        _note(Kind.WRONG_CURRENCY, attempt, message, f"currency-{sha256_hex(raw)}")
        return Code.WRONG_CURRENCY
    if attempt is None:
        key = f"unknown-{message.transaction or sha256_hex(raw)}"
        _note(Kind.UNKNOWN_REFERENCE, None, message, key)
        return Code.UNKNOWN_REFERENCE
    return None


def _believe(message: Notification, attempt: Attempt) -> Code:
    if message.error != GOOD:
        fail(attempt=attempt, failure=f"platform-{message.error}")
        return Code.GOOD
    if not message.transaction or len(message.transaction) > 64:
        raise Malformed("MaGiaoDich")
    told = Told(message.reference, dong(message.amount), message.transaction)
    return took(attempt, told)


def took(attempt: Attempt, told: Told) -> Code:
    """The platform proves that it took `told.amount` for the try. Once a transaction, however often
    it is told, and shown when it is told otherwise; the money counts whatever has become of the
    try, but not when the amount is another one: then an official looks first.
    """
    with till(attempt.demand.dossier, by=None) as open_till:
        attempt = Attempt.objects.select_related("demand").get(pk=attempt.pk)
        if (known := received(Method.PLATFORM, told.transaction)) is not None:
            if (known.attempt_id, known.amount) != (attempt.pk, told.amount):
                _told_otherwise(open_till, attempt, told)
            return Code.GOOD
        if told.amount != attempt.amount:
            return _other_amount(open_till, attempt, told)
        _pay(open_till, attempt, told)
    return Code.GOOD


def _told_otherwise(till: Till, attempt: Attempt, told: Told) -> None:
    """A transaction that the ledger has, told again with another amount or for another try."""
    note(
        till,
        Kind.DISAGREES,
        key=f"otherwise-{told.transaction}-{attempt.pk}-{int(told.amount)}",
        demand=attempt.demand,
        attempt=attempt,
        reference=attempt.reference,
        transaction=told.transaction,
        told=told.amount,
        expected=attempt.amount,
    )


def _other_amount(till: Till, attempt: Attempt, told: Told) -> Code:
    if attempt.state in (Attempt.State.PREPARING, Attempt.State.READY):
        attempt.state = Attempt.State.CHECKING
        attempt.save(update_fields=["state"])
    note(
        till,
        Kind.WRONG_AMOUNT,
        key=f"amount-{told.transaction}",
        demand=attempt.demand,
        attempt=attempt,
        reference=attempt.reference,
        transaction=told.transaction,
        told=told.amount,
        expected=attempt.amount,
    )
    return Code.WRONG_AMOUNT


def _pay(till: Till, attempt: Attempt, told: Told) -> None:
    if attempt.demand.state == Demand.State.CANCELLED:
        note(
            till,
            Kind.AFTER_CANCEL,
            key=f"cancelled-{told.transaction}",
            demand=attempt.demand,
            attempt=attempt,
            reference=attempt.reference,
            transaction=told.transaction,
            told=told.amount,
            expected=attempt.amount,
        )
    if attempt.state != Attempt.State.PAID:
        attempt.state, attempt.ended_at, attempt.failure = Attempt.State.PAID, till.at, ""
        attempt.save(update_fields=["state", "ended_at", "failure"])
    came = Came(Method.PLATFORM, told.amount, told.transaction, attempt)
    movement = receive_money(till, attempt.demand, came)
    event = till.record("try_paid", attempt=attempt.pk, movement=movement.pk)
    put(FETCH_BILL, event, f"attempt:{attempt.pk}", "payments", {"attempt": attempt.pk})


def compare(attempt: Attempt, answer: QueryAnswer) -> bool:
    """What QUERY says of the try, against what is known; True when the question is settled.

    Raises Malformed.
    """
    if answer.status == QueryAnswer.DONE:
        if answer.currency != CURRENCY:
            raise Malformed("MaTienTe")
        took(attempt, Told(attempt.reference, dong(answer.amount), answer.transaction))
        return True
    if attempt.state == Attempt.State.PAID:
        _contradicts(attempt, answer.status)
        return answer.status == QueryAnswer.FAILED
    if answer.status == QueryAnswer.FAILED:
        fail(attempt=attempt, failure="platform-failed")
        return True
    if answer.status != QueryAnswer.PENDING:
        raise Malformed("TrangThaiGD")
    return False


def _contradicts(attempt: Attempt, status: str) -> None:
    """The platform told us of the payment and now says that there was none."""
    with till(attempt.demand.dossier, by=None) as open_till:
        paid = attempt.movements.order_by("id").first()
        note(
            open_till,
            Kind.DISAGREES,
            key=f"disagrees-{attempt.pk}-{status[:4]}",
            demand=attempt.demand,
            attempt=attempt,
            reference=attempt.reference,
            transaction=paid.transaction if paid else "",
            told=Decimal(0),
            expected=attempt.amount,
        )


def never_answered(attempt: Attempt) -> None:
    """Days have gone and nobody knows how the try ended."""
    with till(attempt.demand.dossier, by=None) as open_till:
        attempt = Attempt.objects.select_related("demand").get(pk=attempt.pk)
        if attempt.is_waiting:
            note(
                open_till,
                Kind.NO_ANSWER,
                key=f"silent-{attempt.pk}",
                demand=attempt.demand,
                attempt=attempt,
                reference=attempt.reference,
                expected=attempt.amount,
            )


def _note(kind: str, attempt: Attempt | None, message: Notification, key: str) -> None:
    facts = {"reference": message.reference[:SHOWN], "transaction": message.transaction[:64]}
    try:
        facts["told"] = dong(message.amount)
    except Malformed:
        facts["told"] = None
    if attempt is None:
        with transaction.atomic():
            note(None, kind, key=key, **facts)
        return
    with till(attempt.demand.dossier, by=None, at=timezone.now()) as open_till:
        facts |= {"demand": attempt.demand, "attempt": attempt, "expected": attempt.amount}
        note(open_till, kind, key=key, **facts)
