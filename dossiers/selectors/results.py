"""The register of results: what was issued, to whom, until when it counts."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from dossiers.models import ResultEntry
from dossiers.models.mandate import Power
from dossiers.permissions import owned_by, places_of
from dossiers.rules.validity import RENEWAL_REMINDER_DAYS
from portal.accounts.models import ProvenIdentity
from portal.agencies.roles import Role
from portal.documents.workflow import Validity
from portal.kernel.text import fold
from procedures.models import Procedure, ResultKind

PAGE = 50
READERS = (Role.DESK, Role.OFFICER, Role.LEADER, Role.AUDITOR)
EXPIRED = "EXPIRED"


def register_of(user, on: date) -> QuerySet[ResultEntry]:
    """The lines an official may read: those of the agencies he works in or whose desk receives
    for them.
    """
    places = places_of(user, set(READERS), on)
    rows = ResultEntry.objects.filter(
        Q(agency__in=places)
        | Q(dossier__receiving_agency__in=places)
        | Q(dossier__holder__in=places)
    )
    return rows.select_related("document", "dossier", "agency", "renews").order_by("-pk")


def narrowed(
    rows: QuerySet[ResultEntry],
    on: date,
    *,
    words: str = "",
    since: date | None = None,
    until: date | None = None,
    state: str = "",
) -> QuerySet[ResultEntry]:
    """By number or holder, by days of issue (both included), by whether it still counts on `on`."""
    if words := words.strip():
        rows = rows.filter(Q(code__istartswith=words) | Q(holder_folded__contains=fold(words)))
    if since:
        rows = rows.filter(issued_on__gte=since)
    if until:
        rows = rows.filter(issued_on__lte=until)
    if state == EXPIRED:
        return rows.filter(document__state=Validity.VALID, valid_until__lt=on)
    if state == Validity.VALID:
        rows = rows.filter(Q(valid_until=None) | Q(valid_until__gte=on))
    return rows.filter(document__state=state) if state else rows


def of_number(rows: QuerySet[ResultEntry], number: str) -> QuerySet[ResultEntry]:
    """Those of the person whose proven identity number this is."""
    holders = ProvenIdentity.objects.filter(number_hash__matches=number.strip())
    return rows.filter(holder__in=holders.values("user"), organisation=None)


def results_of(user, on: date) -> QuerySet[ResultEntry]:
    """What the person holds, and those for whom he may receive results, latest first."""
    return (
        ResultEntry.objects.filter(dossier__in=owned_by(user, on, Power.RECEIVE))
        .select_related("document__file", "document__replaced_by", "dossier", "procedure", "agency")
        .order_by("-pk")
    )


def standing(entry: ResultEntry, on: date) -> str:
    """Whether it counts on `on`: the validity of its paper, or that its time is over."""
    if entry.document.state == Validity.VALID and entry.valid_until and entry.valid_until < on:
        return EXPIRED
    return entry.document.state


def can_be_renewed(entry: ResultEntry, on: date) -> bool:
    """From the reminder on, as long as nothing has taken its place."""
    if entry.valid_until is None or entry.document.state != Validity.VALID:
        return False
    return entry.valid_until - timedelta(days=RENEWAL_REMINDER_DAYS.on(on)) <= on


def renewed_by(entries: Collection[ResultEntry]) -> dict[int, str]:
    """By the id of the procedure of each result: the code of the one that renews it today, where
    the catalogue names another.
    """
    kinds = ResultKind.objects.filter(final=True, revision__current_of__in=_procedures(entries))
    named = kinds.exclude(renewal_code="")
    return dict(named.order_by("-order").values_list("revision__procedure", "renewal_code"))


def _procedures(entries: Collection[ResultEntry]) -> set[int]:
    return {entry.procedure_id for entry in entries}


def renewable_by(procedure: Procedure) -> Q:
    """Condition on results: those of other procedures that `procedure` renews."""
    kinds = ResultKind.objects.filter(final=True, renewal_code=procedure.code)
    return Q(procedure__current__in=kinds.values("revision"))


def to_remind_of(at: datetime) -> Collection[ResultEntry]:
    """Results that cease to be valid soon and whose holder has not been told."""
    today = timezone.localdate(at)
    last = today + timedelta(days=RENEWAL_REMINDER_DAYS.on(today))
    rows = ResultEntry.objects.filter(
        reminded_at=None,
        valid_until__range=(today, last),
        document__state=Validity.VALID,
        renewals=None,
    )
    return rows.order_by("valid_until", "pk")
