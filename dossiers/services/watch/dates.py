"""The watch over dates of return: warnings, the apology prepared in time, breaches."""

from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache, partial

from django.contrib.auth import get_user_model
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from dossiers.errors import Conflict
from dossiers.models import Apology, Dossier, LateWarning
from dossiers.models.late import BreachKind
from dossiers.rules.extension import DRAFT_DAYS_BEFORE
from dossiers.rules.late import LADDER, Rung, Tell
from dossiers.rules.watch import HORIZON
from dossiers.services.apologise import draft_apology, workers_on
from dossiers.services.breach import note_breach
from dossiers.services.change import changing
from dossiers.services.watch.each import tell_each
from dossiers.workflow import TABLE, Action
from portal.agencies.roles import Role
from portal.agencies.selectors import calendar_of, holders
from portal.kernel.calendar import WorkingCalendar
from portal.kernel.durations import working_days_between, working_time_between
from portal.messaging.services import notify


def watch_dates(at: datetime | None = None) -> int:
    """Warn of dates that come near or have passed, each rung of the ladder once for each date;
    prepare the apology before the last day; put on record what went overdue without one. Returns
    how many warnings were given.
    """
    at = at or timezone.now()
    calendars = cache(partial(calendar_of, on=timezone.localdate(at)))
    rows = _running(at).order_by("pk").iterator(chunk_size=500)
    return tell_each(rows, lambda row: _watch(row, calendars(row.agency), at))


def _running(at: datetime) -> QuerySet[Dossier]:
    """Dossiers with a date near or past, each with whether an apology is prepared and the rungs
    told of, so that the many of which nothing is due cost nothing further.
    """
    told = LateWarning.objects.filter(dossier=OuterRef("pk"), due_at=OuterRef("deadline_at"))
    return (
        Dossier.objects.filter(
            state__in=list(TABLE[Action.WARN_DUE].moves), deadline_at__lt=at + HORIZON
        )
        .select_related("agency__parent", "holder", "assignee")
        .annotate(
            is_prepared=Exists(Apology.objects.filter(dossier=OuterRef("pk"))),
            rungs_told=ArraySubquery(told.order_by("pk").values("rung")),
        )
    )


def _watch(dossier: Dossier, calendar: WorkingCalendar, at: datetime) -> bool:
    left = working_time_between(at, dossier.deadline_at, calendar)
    day = timezone.localdate(at)
    days_left = working_days_between(day, timezone.localdate(dossier.deadline_at), calendar)
    if days_left <= DRAFT_DAYS_BEFORE.on(dossier.rules_day) and not dossier.is_prepared:
        with suppress(Conflict):
            draft_apology(dossier=dossier, at=at)
    rung = reached(left, dossier.deadline_at < at, LADDER.on(day))
    if rung is None or rung.key in dossier.rungs_told:
        return False
    _tell(dossier, rung, at)
    return True


def reached(left: timedelta, passed: bool, ladder: tuple[Rung, ...]) -> Rung | None:
    """The last rung that `left` working time has come down to. A date that has not passed is never
    called overdue, however little time at work is left.
    """
    rungs = [rung for rung in ladder if rung.overdue == passed or (passed and not rung.overdue)]
    found = [rung for rung in rungs if left <= timedelta(hours=rung.hours)]
    return min(found, key=lambda rung: rung.hours, default=None)


def _tell(found: Dossier, rung: Rung, at: datetime) -> None:
    """Raises `Conflict` when another watch was faster, or the dossier has meanwhile moved on."""
    action = Action.MISS_DUE if rung.overdue else Action.WARN_DUE
    with changing(found, action, by=None, expected_version=None, at=at) as change:
        dossier = change.dossier
        if dossier.deadline_at != found.deadline_at:
            raise Conflict(dossier)
        _warning, new = LateWarning.objects.get_or_create(
            dossier=dossier, rung=rung.key, due_at=dossier.deadline_at, defaults={"at": at}
        )
        if not new:
            raise Conflict(dossier)
        breach = _breach(dossier, at) if rung.overdue else ""
        event = change.record(rung=rung.key, breach=breach)
        text = "overdue" if rung.overdue else "due_soon"
        apology = Apology.objects.filter(dossier=dossier).first()
        for official in _people(dossier, rung, at):
            context = {"dossier": dossier, "apology": apology}
            notify(event, f"dossiers/{text}_for_official", official, context, dossier.desk_url)


def _breach(dossier: Dossier, at: datetime) -> str:
    """Overdue without an apology. A new date that is missed in its turn makes the dossier late and
    is no further breach: there is no second apology to give.
    """
    signed = Apology.objects.filter(dossier=dossier, signed_at__isnull=False).exists()
    return "" if signed else note_breach(dossier, BreachKind.NO_APOLOGY, at)


def _people(dossier: Dossier, rung: Rung, at: datetime):
    day, found = timezone.localdate(at), set()
    if Tell.PERSON in rung.tells:
        found |= {official.pk for official in workers_on(dossier, day)}
    if Tell.HEAD in rung.tells:
        found |= set(holders(Role.LEADER, dossier.agency, day))
    above = dossier.agency.authority.parent
    if Tell.ABOVE in rung.tells and above is not None:
        found |= set(holders(Role.LEADER, above, day))
    return get_user_model().objects.filter(pk__in=found)
