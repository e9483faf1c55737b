"""The lists officials work from: by deadline, cut by key, their counts kept."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from dossiers.models import Dossier, DossierLabel, Look
from dossiers.models.desk import Place
from dossiers.permissions import places_of, standing, visible_to
from dossiers.selectors.desk_counts import QUESTION, counts_at
from dossiers.workflow import State
from portal.agencies.roles import Role
from portal.kernel.text import fold

PAGE = 50
SOON, WEEK = 3, 7
"""Days ahead of the bands of deadlines."""
IN_HOUSE = frozenset({State.ACCEPTED, State.PROCESSING, State.PROPOSED, State.HELD, State.SIGNING})


def nearest(date: str) -> tuple:
    """Nearest date first, those without one last."""
    return F(date).asc(nulls_last=True), F("pk").asc()


ORDER = nearest("deadline_at")


@dataclass(frozen=True)
class Queue:
    """One of the lists an official works from: what lies at his place in one of the states. Without
    a place it is a list that is not counted. `date` is what it is ordered by.
    """

    key: str
    roles: frozenset[Role]
    place: Place | None = None
    states: frozenset[str] = field(default_factory=frozenset)
    date: str = "deadline_at"


DESK, OFFICER, LEADER = (frozenset({role}) for role in (Role.DESK, Role.OFFICER, Role.LEADER))
WORKERS = DESK | OFFICER | LEADER | {Role.AUDITOR}
QUEUES = [
    Queue("intake", DESK, Place.DESK, frozenset({State.SUBMITTED})),
    Queue("mine", OFFICER | LEADER, Place.PERSON, IN_HOUSE),
    Queue("unit", OFFICER | LEADER, Place.UNIT, IN_HOUSE),
    Queue("decide", LEADER, Place.UNIT, frozenset({State.PROPOSED, State.HELD, State.SIGNING})),
    Queue(
        "questions",
        DESK | OFFICER | LEADER,
        Place.UNIT,
        frozenset({QUESTION}),
        "question_due_at",
    ),
    Queue("return", DESK, Place.DESK, frozenset({State.DONE})),
    Queue("unclaimed", DESK, Place.DESK, frozenset({State.UNCLAIMED})),
    Queue("followed", WORKERS),
    Queue("all", WORKERS),
]
COLUMNS = {Place.DESK: "receiving_agency", Place.UNIT: "holder", Place.PERSON: "assignee"}


def queues_for(user, on: date) -> list[Queue]:
    held = {grant.role for grant, _places in standing(user, on)}
    return [queue for queue in QUEUES if queue.roles & held]


def places_in(user, queue: Queue, on: date) -> set[int]:
    """The ids of the places whose dossiers the list shows."""
    return {user.pk} if queue.place == Place.PERSON else places_of(user, queue.roles, on)


def counted(user, queues: Iterable[Queue], on: date) -> dict[str, int]:
    """How many dossiers each list has, by its key; a list without a place is not counted."""
    by_place = {queue.place: places_in(user, queue, on) for queue in queues if queue.place}
    kept = counts_at((place, pk) for place, ids in by_place.items() for pk in ids)
    return {
        queue.key: sum(kept[str(queue.place), state] for state in queue.states)
        for queue in queues
        if queue.place
    }


def in_queue(user, queue: Queue, on: date) -> QuerySet[Dossier]:
    """The dossiers of one list, nearest date first, those without a date last."""
    if queue.place:
        where = {f"{COLUMNS[queue.place]}__in": places_in(user, queue, on)}
        rows = Dossier.objects.filter(_counted_as(queue), **where)
    else:
        rows = visible_to(user, on)
    if queue.key == "followed":
        rows = rows.filter(followers__user=user)
    return rows.order_by(*nearest(queue.date))


def _counted_as(queue: Queue) -> Q:
    """A question waits also on a dossier that has ended."""
    if QUESTION in queue.states:
        return Q(question_due_at__isnull=False)
    return Q(closed_at=None, state__in=queue.states)


def first_of(rows: QuerySet[Dossier], number: int, date: str = "deadline_at") -> QuerySet[Dossier]:
    """The first so many of a list. Which they are is settled from indexes alone, before anything is
    read of them: as an array, for PostgreSQL would join a subquery only after everything a row of
    the list shows (`join_collapse_limit`).
    """
    keys = ArraySubquery(rows.values("pk")[:number])
    return Dossier.objects.filter(IsAmong(F("pk"), keys)).order_by(*nearest(date))


class IsAmong(Func):
    """Whether a value is one of an array: `value = ANY(array)`."""

    template, arg_joiner = "%(expressions)s)", " = ANY("
    output_field = BooleanField()


def with_rows(rows: QuerySet[Dossier], user) -> QuerySet[Dossier]:
    """What a row of a list shows, in one query: with `seen`, the version that the official saw
    last, and `marks`, the labels by name.
    """
    seen = Look.objects.filter(user=user, dossier=OuterRef("pk")).order_by().values("version")
    put = DossierLabel.objects.filter(dossier=OuterRef("pk")).order_by("label__name", "pk")
    marks = put.values(said=JSONObject(name="label__name", tone="label__tone"))
    return rows.select_related(
        "revision__procedure__sector", "channel", "holder", "assignee", "soft_claim__by"
    ).annotate(seen=Subquery(seen), marks=ArraySubquery(marks))


def after(
    rows: QuerySet[Dossier], moment: datetime | None, pk: int, date: str = "deadline_at"
) -> QuerySet[Dossier]:
    """The rows that come after (`moment`, `pk`) in the order of `in_queue` by `date`."""
    if moment is None:
        return rows.filter(Q((date, None)), pk__gt=pk)
    return rows.filter(Q((f"{date}__gt", moment)) | Q((date, moment), pk__gt=pk) | Q((date, None)))


def before(
    rows: QuerySet[Dossier], moment: datetime | None, pk: int, date: str = "deadline_at"
) -> QuerySet[Dossier]:
    """The rows that come before it, the nearest first."""
    if moment is None:
        rows = rows.filter(Q((f"{date}__isnull", False)) | Q(pk__lt=pk))
    else:
        rows = rows.filter(Q((f"{date}__lt", moment)) | Q((date, moment), pk__lt=pk))
    return rows.order_by(F(date).desc(nulls_first=True), "-pk")


def matching(rows: QuerySet[Dossier], words: str) -> QuerySet[Dossier]:
    """Rows whose code, submission number or applicant has the words; diacritics do not matter.

    Codes are written in capitals: a comparison that folds them would read every dossier.
    """
    words = words.strip()
    return rows.filter(
        Q(code__startswith=words.upper())
        | Q(submission_number__startswith=words.upper())
        | Q(applicant_folded__contains=fold(words))
    )


def band(key: str, now: datetime, on: date) -> Q:
    """The condition of a deadline band; days are those of the portal’s time zone."""
    if key == "none":
        return Q(deadline_at=None)
    if key == "late":
        return Q(deadline_at__lt=now)
    days = {"today": 0, "soon": SOON, "week": WEEK}[key]
    end = timezone.make_aware(datetime.combine(on + timedelta(days=days + 1), time.min))
    return Q(deadline_at__gte=now, deadline_at__lt=end)
