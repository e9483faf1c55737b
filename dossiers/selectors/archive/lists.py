"""The lists of the archive for officials, each cut by key."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.dateparse import parse_datetime

from dossiers.models import ArchiveEntry, Disposal, DisposalItem, Dossier, Package, Tombstone
from dossiers.permissions import places_of
from dossiers.rules.retention import REVIEW_AHEAD_DAYS
from portal.accounts.fields import lookup_hash
from portal.agencies.roles import Role

PAGE = 50
READERS = frozenset({Role.OFFICER, Role.LEADER, Role.AUDITOR})


def entries_for(user, on: date) -> QuerySet[ArchiveEntry]:
    """What the agencies of this official keep, latest first."""
    rows = ArchiveEntry.objects.filter(keeper__in=places_of(user, READERS, on), taken_out_at=None)
    return rows.select_related("dossier__revision", "procedure", "keeper", "closed_by").order_by(
        "-closed_at", "-id"
    )


def narrowed(
    rows: QuerySet[ArchiveEntry],
    *,
    code: str = "",
    procedure: str = "",
    year: int | None = None,
    ends_before: date | None = None,
    number: str = "",
) -> QuerySet[ArchiveEntry]:
    """By the beginning of a code, by procedure, by the year of the end, by the last day of keeping,
    by the proven number of the applicant.
    """
    if code:
        rows = rows.filter(code__startswith=code.strip().upper())
    if procedure:
        rows = rows.filter(procedure__code=procedure.strip())
    if year:
        rows = rows.filter(year=year)
    if ends_before:
        rows = rows.filter(ends_on__lte=ends_before)
    return rows.filter(person_hash=lookup_hash(number.strip())) if number.strip() else rows


def to_review(rows: QuerySet[ArchiveEntry], on: date) -> QuerySet[ArchiveEntry]:
    """Those whose term has ended or ends soon and that stand on no open list, earliest first."""
    soon = on + timedelta(days=REVIEW_AHEAD_DAYS.on(on))
    listed = DisposalItem.objects.filter(dossier=OuterRef("dossier"), is_open=True)
    return rows.filter(~Exists(listed), ends_on__lte=soon).order_by("ends_on", "id")


def after(rows: QuerySet, key: str, moment: str = "closed_at") -> QuerySet:
    """The rows of a list, latest first, behind the one of this key."""
    at, _, pk = key.partition("_")
    try:
        before = parse_datetime(at)
    except ValueError:
        before = None
    if before is None or not pk.isdecimal():
        return rows
    return rows.filter(Q(**{f"{moment}__lt": before}) | Q(**{moment: before, "id__lt": int(pk)}))


def key_of(moment: datetime, pk: int) -> str:
    return f"{moment.isoformat()}_{pk}"


def tombstones_for(user, on: date) -> QuerySet[Tombstone]:
    rows = Tombstone.objects.filter(keeper__in=places_of(user, READERS, on))
    return rows.select_related("dossier", "procedure", "proposed_by", "approved_by").order_by(
        "-destroyed_at", "-id"
    )


def disposals_for(user, on: date) -> QuerySet[Disposal]:
    rows = Disposal.objects.filter(agency__in=places_of(user, READERS, on))
    return rows.select_related("agency", "proposed_by", "decided_by").order_by("-id")


def stone_of(dossier: Dossier) -> Tombstone | None:
    """What stays of the dossier, when it was destroyed."""
    rows = Tombstone.objects.select_related(
        "procedure", "keeper", "disposal", "proposed_by", "approved_by"
    )
    return rows.filter(dossier=dossier).first()


def entry_of(dossier: Dossier) -> ArchiveEntry | None:
    """Its place in the archive."""
    return ArchiveEntry.objects.filter(dossier=dossier, taken_out_at=None).first()


def package_for(dossier: Dossier, user) -> Package | None:
    """The latest that this person ordered."""
    rows = Package.objects.filter(dossier=dossier, ordered_by=user).select_related("file")
    return rows.order_by("-id").first()
