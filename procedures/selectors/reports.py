"""What an agency's yearly report is filled with, and who owes one."""

from collections import Counter
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.agencies.models import Agency
from procedures.models import Offering, PriorityEntry, YearlyReport
from procedures.models.choices import ChannelKind, Completeness, ServiceLevel
from procedures.models.rollout import Stage
from procedures.rules.reporting import report_by
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
    offered = offerings_in(year).filter(agency=agency, procedure__current__isnull=False)
    rows = list(offered.select_related("procedure__current").order_by("id"))
    revisions = [row.procedure.current for row in rows]
    levels = Counter(revision.level for revision in revisions)
    extents = Counter(revision.completeness for revision in revisions)
    online = sum(
        ChannelKind.ONLINE in row.channels and row.procedure.current.level >= ServiceLevel.FILING
        for row in rows
    )
    return {
        "offered": len(rows),
        "levels": {str(level.value): levels[level.value] for level in ServiceLevel},
        "full": extents[Completeness.FULL],
        "partial": extents[Completeness.PARTIAL],
        "online": online,
        **_listed(agency, year),
    }


def _listed(agency: Agency, year: int) -> dict[str, int]:
    """Of the year's list, the services this agency offers, and how many are online by now."""
    kept = PriorityEntry.objects.filter(
        list__year=year,
        verdict=PriorityEntry.Verdict.KEPT,
        procedure__in=offerings_in(year).filter(agency=agency).values("procedure"),
    )
    listed = list(kept.order_by("id").values_list("procedure", flat=True))
    steps = stages_of(listed)
    provided = ORDER.index(Stage.PROVIDED)
    done = sum(ORDER.index(step.stage) >= provided for step in steps.values())
    return {"listed": len(listed), "listed_online": done}
