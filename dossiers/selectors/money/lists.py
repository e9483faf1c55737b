"""What officials look through: movements of a day, and everything that waits for somebody. Lists
are cut by key; nothing is counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from dossiers.models import Attempt, Irregularity, Movement, Reconciliation, Refund

PAGE = 50


@dataclass(frozen=True)
class Cut:
    """A stretch of a list, and the key after which the next one begins; 0 at the end."""

    rows: list
    next_key: int


def cut(rows: QuerySet, after: int, *, newest_first: bool = False) -> Cut:
    """The next stretch of `rows` after the key `after`."""
    if newest_first:
        rows = rows.filter(pk__lt=after) if after else rows
        rows = rows.order_by("-pk")
    else:
        rows = rows.filter(pk__gt=after).order_by("pk")
    found = list(rows[: PAGE + 1])
    return Cut(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else 0)


def movements(agencies: Iterable[int], day: date) -> QuerySet[Movement]:
    """What came and went for these agencies on a local day."""
    rows = Movement.objects.filter(agency__in=list(agencies), day=day)
    return rows.select_related("demand__dossier", "receipt", "by")


def sums(agencies: Iterable[int], day: date) -> list[tuple[str, str, Decimal]]:
    """Kind, method and sum of a day: the cash book of the desk."""
    rows = Movement.objects.filter(agency__in=list(agencies), day=day)
    totals = rows.values_list("kind", "method").annotate(Sum("amount"))
    return sorted(totals.order_by())


def irregularities(agencies: Iterable[int], everywhere: bool) -> QuerySet[Irregularity]:
    """Those not settled; those about no agency of ours for who watches over everything."""
    where = Q(agency__in=list(agencies))
    if everywhere:
        where |= Q(agency=None)
    rows = Irregularity.objects.filter(where, settled_at=None)
    return rows.select_related("demand__dossier", "attempt")


def transfers(agencies: Iterable[int]) -> QuerySet[Attempt]:
    """Transfers that wait for the cashier."""
    rows = Attempt.objects.filter(
        state=Attempt.State.TO_APPROVE, demand__dossier__agency__in=list(agencies)
    )
    return rows.select_related("demand__dossier", "proof")


def refunds(agencies: Iterable[int]) -> QuerySet[Refund]:
    """Refunds that wait for approval or to be paid out."""
    waiting = [Refund.State.ASKED, Refund.State.APPROVED]
    rows = Refund.objects.filter(agency__in=list(agencies), state__in=waiting)
    return rows.select_related("demand__dossier", "asked_by")


def reconciliations(agencies: Iterable[int]) -> QuerySet[Reconciliation]:
    rows = Reconciliation.objects.filter(agency__in=list(agencies))
    return rows.select_related("agency").prefetch_related("lines")
