"""Who is away, and what waits for him."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from dossiers.models import Absence, Dossier
from dossiers.permissions import WORKERS, places_of
from dossiers.workflow import FINAL, TABLE, Action
from portal.agencies.models import Tenure
from portal.agencies.selectors import calendar_of

LOOK_AHEAD = 31
"""Calendar days in which the next few working days are looked for; the longest holiday is 9."""


def under_way(day: date) -> QuerySet[Absence]:
    """Absences that have begun and whose return is not on record."""
    rows = Absence.objects.filter(since__lte=day, returned_at=None)
    return rows.select_related("official", "deputy").order_by("pk")


def near_their_date(absence: Absence, day: date, working_days: int) -> list[Dossier]:
    """What the absent official has and what is due within so many working days, by the calendar of
    the agency in charge of each, or already late.
    """
    states = [state for state in TABLE[Action.MOVE_TO_DEPUTY].moves if state not in FINAL]
    end = timezone.make_aware(datetime.combine(day + timedelta(days=LOOK_AHEAD), time.min))
    rows = Dossier.objects.filter(
        assignee=absence.official_id, closed_at=None, state__in=states, deadline_at__lt=end
    )
    found = list(rows.select_related("agency__parent").order_by("deadline_at", "pk"))
    limits = {agency: _nth_working_day(agency, day, working_days) for agency in _agencies(found)}
    return [row for row in found if timezone.localdate(row.deadline_at) <= limits[row.agency]]


def _agencies(dossiers: list[Dossier]) -> set:
    return {dossier.agency for dossier in dossiers}


def _nth_working_day(agency, day: date, number: int) -> date:
    calendar = calendar_of(agency, day)
    days = (day + timedelta(days=ahead) for ahead in range(1, LOOK_AHEAD))
    working = [each for each in days if calendar.is_working(each)]
    return working[number - 1]


def absences_for(user, day: date) -> QuerySet[Absence]:
    """Those of the official himself, those he stands in for, and those of the people in units where
    he works; running and coming ones.
    """
    places = places_of(user, WORKERS, day)
    people = Tenure.objects.in_force(day).filter(post__agency__in=places).values("user_id")
    mine = Q(official=user) | Q(deputy=user) | Q(official__in=people)
    rows = Absence.objects.filter(mine, returned_at=None)
    return rows.select_related("official", "deputy").order_by("since", "pk")
