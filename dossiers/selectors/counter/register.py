"""The register of a desk: a year, narrowed by what one looks for, cut by its numbers."""

from datetime import date, datetime, time, timedelta

from django.db.models import Prefetch, Q, QuerySet

from dossiers.models import DueDate, DueKind, RegisterEntry
from portal.agencies.models import Agency
from portal.kernel.calendar import VIETNAM
from portal.kernel.text import fold

PAGE = 50


def entries_of(desk: Agency, year: int) -> QuerySet[RegisterEntry]:
    """The lines of one desk and year with everything a line shows, latest first."""
    promised = DueDate.objects.filter(kind=DueKind.PROMISED).order_by("pk")
    return (
        RegisterEntry.objects.filter(desk=desk, year=year)
        .select_related(
            "dossier__revision__procedure",
            "dossier__owner__profile",
            "dossier__intake",
        )
        .prefetch_related(Prefetch("dossier__due_dates", promised), "dossier__hand_outs__by")
        .order_by("-number")
    )


def narrowed(
    rows: QuerySet[RegisterEntry],
    *,
    words: str = "",
    since: date | None = None,
    until: date | None = None,
    returned: str = "",
) -> QuerySet[RegisterEntry]:
    """By code or applicant, by days of acceptance (both included), by whether it was handed out."""
    if words:
        by_name = Q(dossier__applicant_folded__contains=fold(words))
        rows = rows.filter(Q(dossier__code__istartswith=words.strip()) | by_name)
    if since:
        rows = rows.filter(at__gte=datetime.combine(since, time(), VIETNAM))
    if until:
        rows = rows.filter(at__lt=datetime.combine(until + timedelta(days=1), time(), VIETNAM))
    out = Q(dossier__state="RETURNED")
    return rows.filter(out if returned == "yes" else ~out) if returned else rows


def years_of(desk: Agency) -> list[int]:
    """The years the desk has a register for, latest first."""
    rows = RegisterEntry.objects.filter(desk=desk).values_list("year", flat=True)
    return sorted(set(rows.order_by("year").distinct("year")), reverse=True)
