"""Count something that happened: the only door into the figures."""

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.transaction import TransactionManagementError

from portal.reports.models import Delta
from portal.reports.rules.names import Name
from portal.reports.values import Count


def count(
    *,
    subject_kind: str,
    subject_key: str,
    name: Name,
    day: date,
    amount: int = 1,
    detail: str = "",
    agency_id: int | None = None,
) -> None:
    """Count one thing on the local `day`, inside the transaction in which it happens."""
    count_all([Count(subject_kind, subject_key, name, day, amount, detail, agency_id)])


def count_all(counts: Iterable[Count]) -> None:
    """Write changes of figures as new rows: nobody waits for anybody.

    Raises TransactionManagementError outside a transaction, ValueError for a name that is not in
    the table of names.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("figures are counted inside the verb's transaction")
    Delta.objects.bulk_create([_row(each) for each in counts if each.amount], batch_size=1000)


def _row(each: Count) -> Delta:
    return Delta(
        subject_kind=each.subject_kind,
        subject_key=each.subject_key,
        name=Name(each.name).value,
        detail=each.detail,
        agency_id=each.agency_id,
        day=each.day,
        amount=each.amount,
    )
