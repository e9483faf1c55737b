"""Our ledger against the platform's list of a day, or a statement of the bank."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import Attempt, Demand, Movement, Reconciliation, ReconciliationLine
from dossiers.models.money.attempt import Method
from dossiers.selectors.money.rights import keeper
from dossiers.services.money.put_right import count_as_paid
from portal.agencies.models import Agency
from portal.audit.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.integrations.payments.messages import Malformed, dong
from portal.integrations.selectors import is_on
from portal.integrations.services import put
from portal.kernel.codes import payment_references
from portal.kernel.text import nfc

RECONCILE = "dossiers.reconcile_day"
Source, Result = Reconciliation.Source, ReconciliationLine.Result
METHOD = {Source.PLATFORM: Method.PLATFORM, Source.BANK: Method.TRANSFER}


@dataclass(frozen=True)
class Theirs:
    """One transaction as the other side has it."""

    transaction: str
    amount: Decimal
    reference: str = ""
    words: str = ""


@transaction.atomic
def order_reconciliation(day: date) -> None:
    """Have the worker compare a day with the platform's list, where there is a platform."""
    if is_on("payments"):
        put(RECONCILE, None, f"day:{day}", "payments", {"day": day})


@transaction.atomic
def reconcile_platform(*, day: date, rows: Iterable[dict[str, Any]]) -> list[Reconciliation]:
    """Compare every agency that stands in our ledger or on the platform's list of `day`. Lines that
    were settled stay; the others are made anew."""
    listed = _by_agency(list(rows))
    ours = Movement.objects.filter(
        day=day, method=Method.PLATFORM, kind=Movement.Kind.RECEIVED
    ).values_list("agency", flat=True)
    agencies = Agency.objects.in_bulk({*listed, *ours.order_by("agency").distinct()})
    return [
        _compare(agency, day, Source.PLATFORM, listed.get(pk, []), SYSTEM)
        for pk, agency in sorted(agencies.items())
    ]


def reconcile_statement(
    *, agency: Agency, day: date, lines: Iterable[Theirs], by, at: datetime | None = None
) -> Reconciliation:
    """Compare the transfers of an agency on `day` with its bank's statement. Raises NotAllowed."""
    actor = keeper(by, agency.pk, timezone.localdate(at or timezone.now()))
    if actor is None:
        raise NotAllowed
    with transaction.atomic():
        return _compare(agency, day, Source.BANK, list(lines), actor, by)


def _by_agency(rows: list[dict[str, Any]]) -> dict[int, list[Theirs]]:
    """The platform's rows by the agency whose try they name; a row nobody knows is noted by the
    first agency that has one, never dropped."""
    references = [str(row.get("MaThamChieu", ""))[:25] for row in rows]
    known = dict(
        Attempt.objects.filter(reference__in=references).values_list(
            "reference", "demand__dossier__agency"
        )
    )
    province = Agency.objects.filter(parent=None).order_by("pk").values_list("pk", flat=True)
    found: dict[int, list[Theirs]] = {}
    for row, reference in zip(rows, references, strict=True):
        number = str(row.get("MaGiaoDich", ""))[:64]
        theirs = Theirs(number or f"?{reference}", _amount(row), reference)
        found.setdefault(known.get(reference) or province[0], []).append(theirs)
    return found


def _amount(row: dict[str, Any]) -> Decimal:
    try:
        return dong(str(row.get("SoTien", "")))
    except Malformed:
        return Decimal(0)


def _compare(
    agency: Agency, day: date, source: str, theirs: list[Theirs], actor: Actor, by=None
) -> Reconciliation:
    whole, is_new = Reconciliation.objects.select_for_update().get_or_create(
        agency=agency,
        day=day,
        source=source,
        defaults={"made_at": timezone.now(), "made_by": by},
    )
    if not is_new:
        whole.made_at, whole.made_by = timezone.now(), by
        whole.save(update_fields=["made_at", "made_by"])
        whole.lines.filter(settled_at=None).delete()
    settled = set(whole.lines.values_list("transaction", flat=True))
    lines = [line for line in matched(whole, theirs) if line.transaction not in settled]
    ReconciliationLine.objects.bulk_create(lines)
    open_lines = sum(line.is_open for line in lines)
    facts = {"agency": agency.pk, "day": day, "source": source, "open": open_lines}
    record("money.reconciled", whole, actor, facts)
    return whole


def matched(whole: Reconciliation, theirs: list[Theirs]) -> list[ReconciliationLine]:
    """Each transaction of either side exactly once, ours by the other side's number."""
    numbers = {line.transaction for line in theirs}
    rows = Movement.objects.filter(
        agency=whole.agency, method=METHOD[Source(whole.source)], kind=Movement.Kind.RECEIVED
    ).select_related("attempt")
    ours = {row.transaction: row for row in rows.filter(transaction__in=numbers)}
    that_day = {row.transaction: row for row in rows.filter(day=whole.day)}
    found, seen = [], set()
    for line in theirs:
        if line.transaction not in seen:
            seen.add(line.transaction)
            found.append(_line(whole, line, ours.get(line.transaction)))
    found += [_only_ours(whole, row) for number, row in that_day.items() if number not in seen]
    return found


def _line(whole: Reconciliation, theirs: Theirs, ours: Movement | None) -> ReconciliationLine:
    result = Result.MATCHED
    if ours is None:
        result = Result.ONLY_THEIRS
    elif ours.amount != theirs.amount:
        result = Result.AMOUNT_DIFFERS
    return ReconciliationLine(
        reconciliation=whole,
        result=result,
        transaction=theirs.transaction,
        reference=theirs.reference,
        movement=ours,
        ours=ours.amount if ours else None,
        theirs=theirs.amount,
        words=theirs.words,
    )


def _only_ours(whole: Reconciliation, ours: Movement) -> ReconciliationLine:
    return ReconciliationLine(
        reconciliation=whole,
        result=Result.ONLY_OURS,
        transaction=ours.transaction or f"#{ours.pk}",
        reference=ours.attempt.reference if ours.attempt else "",
        movement=ours,
        ours=ours.amount,
    )


def demand_of(line: ReconciliationLine) -> Demand | None:
    """The demand that a line of the bank names in its words."""
    names = payment_references(f"{line.reference} {line.words}")
    rows = Demand.objects.filter(
        reference__in=names, dossier__agency=line.reconciliation.agency
    ).select_related("dossier")
    return rows.order_by("-id").first()


def settle_line(
    *, line: ReconciliationLine, by, ground: str, take: bool = False, at: datetime | None = None
) -> ReconciliationLine:
    """Settle a difference with its ground; with `take` the money of the line is written down for
    the demand that its words name. Raises `Invalid`, `Conflict`, `NotAllowed`.
    """
    at = at or timezone.now()
    if not ground.strip():
        raise Invalid({"ground": _("Write what you found and where.")})
    actor = keeper(by, line.reconciliation.agency_id, timezone.localdate(at))
    if actor is None:
        raise NotAllowed
    with transaction.atomic():
        line = (
            ReconciliationLine.objects.select_for_update(of=("self",))
            .select_related("reconciliation")
            .get(pk=line.pk)
        )
        if not line.is_open:
            raise Conflict(None, _("Somebody else has settled this meanwhile."))
        if take:
            line.movement = _take(line, by, at)
            line.ours = line.movement.amount
        line.settled_at, line.settled_by, line.ground = at, by, nfc(ground.strip())
        line.save(update_fields=["settled_at", "settled_by", "ground", "movement", "ours"])
        facts = {"line": line.pk, "result": line.result, "took": take}
        record("money.line_settled", line.reconciliation, actor, facts, at=at)
    return line


def _take(line: ReconciliationLine, by, at: datetime) -> Movement:
    demand = demand_of(line)
    bank = line.reconciliation.source == Source.BANK and line.result == Result.ONLY_THEIRS
    if demand is None or not bank or not line.theirs:
        raise Invalid({"take": _("The line names no payment that is asked for.")})
    return count_as_paid(
        demand=demand, by=by, transaction_number=line.transaction, amount=line.theirs, at=at
    )
