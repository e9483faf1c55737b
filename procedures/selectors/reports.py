"""What an agency's yearly report is filled with, and who owes one."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.agencies.models import Agency
from portal.reports.rules.names import Name
from portal.reports.selectors import figures
from portal.reports.values import Span
from procedures.models import Offering, PriorityEntry, YearlyReport
from procedures.models.choices import ChannelKind, Completeness, ServiceLevel
from procedures.models.rollout import Stage
from procedures.rules.reporting import report_by
from procedures.selectors.figures import ONLINE, SUBJECT
from procedures.selectors.rollout import ORDER, stages_of
from procedures.workflow import ReportState


def reporting_agencies(year: int) -> QuerySet[Agency]:
    """Agencies that took dossiers of any procedure on any day of the year."""
    offered = offerings_in(year).values("agency")
    return Agency.objects.filter(pk__in=offered).order_by("name_key", "id")


def offerings_in(year: int) -> QuerySet[Offering]:
    open_then = Q(until=None) | Q(until__gte=date(year, 1, 1))
    return Offering.objects.filter(open_then, since__lte=date(year, 12, 31))


def late_agencies(now: datetime) -> list[tuple[int, Agency]]:
    """Agencies without a signed report of the newest year that is due, with that year."""
    today = timezone.localdate(now)
    year = today.year if today > report_by(today.year) else today.year - 1
    signed = YearlyReport.objects.filter(year=year, state=ReportState.SIGNED).values("agency")
    owing = reporting_agencies(year).exclude(pk__in=signed)
    return [(year, agency) for agency in owing]


def figures_of(agency: Agency, year: int) -> dict[str, Any]:
    """Services of the agency by level and extent, and how far those on the yearly list have come.

    Counted from the catalogue as it stands; a signed report keeps what it was signed with.
    """
    codes = offerings_in(year).filter(agency=agency).values_list("procedure__code", flat=True)
    counted = figures_by_agency(year, [agency])[agency.pk]
    return counted | _dossiers(agency, year, sorted(set(codes)))


def _dossiers(agency: Agency, year: int, codes: Iterable[str]) -> dict[str, int]:
    """Dossiers of the year at the agency: arrived, arrived online, decided, decided in time."""
    span = {"year": Span(date(year, 1, 1), date(year, 12, 31))}
    found = [figures(SUBJECT, code, span, agency.pk)["year"] for code in codes]
    return {
        "received": sum(each.of(Name.RECEIVED) for each in found),
        "received_online": sum(each.of(Name.RECEIVED, ONLINE) for each in found),
        "done": sum(each.of(Name.DONE) for each in found),
        "on_time": sum(each.of(Name.ON_TIME) for each in found),
    }


def figures_by_agency(year: int, agencies: Iterable[Agency]) -> dict[int, dict[str, Any]]:
    """The same for several agencies, by their ids, in a fixed number of queries."""
    rows: dict[int, list[Offering]] = {agency.pk: [] for agency in agencies}
    offered = offerings_in(year).filter(agency__in=rows, procedure__current__isnull=False)
    for row in offered.select_related("procedure__current").order_by("id"):
        rows[row.agency_id].append(row)
    listed = _listed(year)
    return {agency: _counted(found, listed) for agency, found in rows.items()}


def _counted(rows: list[Offering], listed: dict[int, bool]) -> dict[str, Any]:
    revisions = [row.procedure.current for row in rows]
    levels = Counter(revision.level for revision in revisions)
    extents = Counter(revision.completeness for revision in revisions)
    online = sum(
        ChannelKind.ONLINE in row.channels and row.procedure.current.level >= ServiceLevel.FILING
        for row in rows
    )
    on_list = {row.procedure_id for row in rows} & listed.keys()
    return {
        "offered": len(rows),
        "levels": {str(level.value): levels[level.value] for level in ServiceLevel},
        "full": extents[Completeness.FULL],
        "partial": extents[Completeness.PARTIAL],
        "online": online,
        "listed": len(on_list),
        "listed_online": sum(listed[procedure] for procedure in on_list),
    }


def _listed(year: int) -> dict[int, bool]:
    """Services kept on the year's list (ids), each with whether it is online by now."""
    kept = PriorityEntry.objects.filter(list__year=year, verdict=PriorityEntry.Verdict.KEPT)
    procedures = list(kept.order_by("id").values_list("procedure", flat=True))
    steps = stages_of(procedures)
    provided = ORDER.index(Stage.PROVIDED)
    return {key: key in steps and ORDER.index(steps[key].stage) >= provided for key in procedures}
