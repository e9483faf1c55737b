"""What other agencies are asked for: their dates, their lists, what is in the way of a decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from dossiers.models import Dossier, Task
from dossiers.models.task import HALTS, TaskKind, TaskState
from dossiers.permissions import WORKERS, places_of
from dossiers.rules.coordination import ELECTRONIC_ORDER, OPINION_WORKING_DAYS
from dossiers.rules.intake import TRANSFER_CUTOFF
from portal.agencies.models import Agency
from portal.agencies.roles import Role
from portal.agencies.selectors import agency_by_code, calendar_of
from portal.kernel.calendar import WorkingCalendar
from portal.kernel.clock import Due, Unit, due
from procedures.models.choices import ChannelKind, HandOver
from procedures.models.process import ProcessStep
from procedures.rules.limits import WORKING_HOURS_A_DAY

PAGE = 50
ELECTRONIC = frozenset({HandOver.SYSTEM, HandOver.AXIS})
"""Ways of handing over that need no sheets."""
READERS = WORKERS | {Role.DESK, Role.AUDITOR}


@dataclass(frozen=True)
class Request:
    """What one agency or unit is asked for. `limit` counts working days or working hours."""

    agency: Agency
    kind: str
    content: str
    limit: int
    stage: int = 1
    limit_unit: str = Unit.WORKING_DAY
    hand_over: str = HandOver.SYSTEM


def arrival(sent: datetime, hand_over: str, calendar: WorkingCalendar, on: date) -> datetime:
    """When what was sent counts as received: at once in the system; on paper the same working day,
    after the hour of `TRANSFER_CUTOFF` when the next working day opens (NĐ 118/2025, art. 18(2)).
    """
    if hand_over in ELECTRONIC:
        return sent
    local = timezone.localtime(sent)
    day = calendar.this_or_next(local.date())
    if day == local.date() and local.time() > TRANSFER_CUTOFF.on(on):
        day = calendar.next_working(day)
    return max(sent, calendar.opens(day))


def task_due(request: Request | Task, sent: datetime, on: date) -> tuple[datetime, Due]:
    """When the request reaches the agency asked, and its date on the calendar of that agency."""
    calendar = calendar_of(request.agency, timezone.localdate(sent))
    since = arrival(sent, request.hand_over, calendar, on)
    return since, due(since, request.limit, Unit(request.limit_unit), calendar)


def last_answer(requests: Iterable[Request], sent: datetime, on: date) -> datetime:
    """When the last answer is due if every stage takes all its time."""
    by_stage: dict[int, list[Request]] = {}
    for request in requests:
        by_stage.setdefault(request.stage, []).append(request)
    for stage in sorted(by_stage):
        sent = max(task_due(request, sent, on)[1].at for request in by_stage[stage])
    return sent


def was_filed_on_paper(dossier: Dossier) -> bool:
    """Whether it came over a counter or by post, whatever became of the sheets since."""
    return dossier.channel.kind not in (ChannelKind.ONLINE, ChannelKind.KIOSK)


def planned(dossier: Dossier, on: date) -> list[Request]:
    """What the process of the procedure wants of other agencies: on paper one after the other,
    electronically side by side (NĐ 61/2018, art. 19(6)).
    """
    on_paper, electronic = ELECTRONIC_ORDER.on(dossier.rules_day)
    order = on_paper if was_filed_on_paper(dossier) else electronic
    steps = dossier.revision.process_steps.exclude(agency_code="").order_by("order", "pk")
    found = [(step, agency_by_code(step.agency_code, on)) for step in steps]
    others = [(step, agency) for step, agency in found if agency not in (None, dossier.agency)]
    return [
        Request(
            agency,
            TaskKind.OPINION,
            step.name,
            *_limit(step, dossier),
            stage=number if order == "sequential" else 1,
            hand_over=step.hand_over or HandOver.SYSTEM,
        )
        for number, (step, agency) in enumerate(others, start=1)
    ]


def _limit(step: ProcessStep, dossier: Dossier) -> tuple[int, ...]:
    """Whole working days, rounded up, as far as the step says; otherwise what is usual."""
    hours = step.hours if step.hours is not None else (step.days or 0) * WORKING_HOURS_A_DAY
    if not hours:
        return (OPINION_WORKING_DAYS.on(dossier.rules_day),)
    return (int(-(-hours // WORKING_HOURS_A_DAY)),)


def last_round(dossier: Dossier) -> list[Task]:
    tasks = list(dossier.tasks.all())
    last = max((task.round for task in tasks), default=0)
    return [task for task in tasks if task.round == last]


def next_stage(dossier: Dossier) -> list[Task]:
    """The tasks whose turn it is now that no earlier one is open."""
    tasks = last_round(dossier)
    waiting = [task for task in tasks if task.state == TaskState.WAITING]
    if not waiting or any(task.state == TaskState.OPEN for task in tasks):
        return []
    first = min(task.stage for task in waiting)
    return [task for task in waiting if task.stage == first]


def halted(dossier: Dossier) -> bool:
    """Whether later agencies wait because an earlier one refused."""
    refused = any(task.outcome in HALTS for task in last_round(dossier))
    return refused and bool(next_stage(dossier))


def unfinished(dossier: Dossier) -> QuerySet[Task]:
    """What was asked for and has neither been answered nor called off."""
    return dossier.tasks.filter(state__in=[TaskState.WAITING, TaskState.OPEN])


def in_the_way(dossier: Dossier, at: datetime) -> QuerySet[Task]:
    """What must be answered or called off before a decision: everything but opinions that are
    overdue, for nobody waits for those longer than was set (NĐ 61/2018, art. 19(5)).
    """
    overdue = Q(kind=TaskKind.OPINION, state=TaskState.OPEN, due_at__lt=at)
    return unfinished(dossier).exclude(overdue)


def asked_of(user, on: date) -> QuerySet[Task]:
    """What the official's units are asked for, the nearest date first."""
    units = places_of(user, READERS, on)
    rows = Task.objects.filter(unit__in=units, state=TaskState.OPEN)
    return _with_names(rows).order_by("due_at", "pk")


def answered_by(user, on: date) -> QuerySet[Task]:
    """What the official's units have answered, the latest first."""
    units = places_of(user, READERS, on)
    rows = Task.objects.filter(unit__in=units, state=TaskState.ANSWERED)
    return _with_names(rows).order_by("-answered_at", "-pk")


def asked_by(user, on: date) -> QuerySet[Task]:
    """What the official's units wait for from others, the nearest date first."""
    units = places_of(user, READERS, on)
    rows = Task.objects.filter(dossier__holder__in=units, state=TaskState.OPEN)
    return _with_names(rows).order_by("due_at", "pk")


def _with_names(rows: QuerySet[Task]) -> QuerySet[Task]:
    return rows.select_related(
        "dossier__revision__procedure", "dossier__agency__parent", "agency__parent", "unit"
    )


def task_for(user, public_id, on: date) -> Task | None:
    """One request that the official's unit has, or had, to answer."""
    units = places_of(user, READERS, on)
    return (
        Task.objects.filter(public_id=public_id, unit__in=units)
        .exclude(state=TaskState.WAITING)
        .select_related(
            "agency__parent",
            "unit__parent",
            "asked_by",
            "drafted_by",
            "answered_by",
            "dossier__revision__procedure",
            "dossier__agency__parent",
            "dossier__holder",
            "dossier__channel",
            "dossier__form_version",
            "dossier__owner",
        )
        .first()
    )
