"""Ratings for the national portal: once a month, by procedure and agency, totals only."""

from datetime import date, datetime, time, timedelta

from django.db import connection, transaction
from django.db.models import Count, Q
from django.utils import timezone

from dossiers.models import Rating
from dossiers.models.rating import Grade
from portal.agencies.models import Agency
from portal.agencies.selectors import code_of
from portal.audit.actors import SYSTEM
from portal.audit.selectors import timeline
from portal.audit.services import record
from portal.audit.subjects import Subject
from portal.integrations.national.connector import interface
from portal.integrations.national.facts import Grades, Satisfaction
from portal.integrations.national.port import NAME
from portal.integrations.selectors import is_on
from portal.integrations.services import put
from procedures.models import Procedure

HANDLER = "dossiers.rate_national"
MONTH = "dossiers.month_of_ratings"


def rate_last_month(*, today: date | None = None) -> int:
    """Order the report of last month’s ratings, once. Returns how many messages that took."""
    if not is_on(NAME) or not interface().takes_ratings:
        return 0
    month = _month_before(today or timezone.localdate())
    subject = Subject(MONTH, f"{month:%Y-%m}")
    with transaction.atomic():
        _alone(subject)
        if timeline(subject).exists():
            return 0
        event = record("national.ratings_ordered", subject, SYSTEM)
        rated = (
            _of_month(month)
            .order_by()
            .values_list("dossier__revision__procedure", "dossier__agency")
        )
        found = sorted(set(rated))
        for procedure, agency in found:
            facts = {"procedure": procedure, "agency": agency, "month": month}
            put(HANDLER, event, f"procedure:{procedure}:agency:{agency}", NAME, facts)
    return len(found)


def send_ratings(*, procedure: int, agency: int, month: str) -> None:
    """Hand in one procedure’s ratings at one agency. Raises Retry, SlowDown, Never."""
    first = date.fromisoformat(month)
    rated = _of_month(first).filter(dossier__revision__procedure=procedure, dossier__agency=agency)
    place = Agency.objects.get(pk=agency)
    facts = Satisfaction(
        procedure_code=Procedure.objects.get(pk=procedure).code,
        agency_code=code_of(place, first),
        agency_name=place.name,
        compiled_on=_next_month(first),
        overall=_grades(rated, "overall"),
        service=_grades(rated, "convenience"),
    )
    interface().rate(facts, about=f"procedure:{procedure}")


def _of_month(month: date):
    since, until = (
        timezone.make_aware(datetime.combine(day, time())) for day in (month, _next_month(month))
    )
    return Rating.objects.filter(at__gte=since, at__lt=until)


def _grades(rated, question: str) -> Grades:
    counted = {
        "very_satisfied": Grade.VERY_SATISFIED,
        "satisfied": Grade.SATISFIED,
        "not_satisfied": Grade.NOT_SATISFIED,
    }
    numbers = {name: Count("pk", filter=Q(**{question: grade})) for name, grade in counted.items()}
    return Grades(**rated.aggregate(**numbers))


def _month_before(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def _next_month(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)


def _alone(subject: Subject) -> None:
    with connection.cursor() as cursor:
        key = f"{subject.kind}:{subject.id}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
