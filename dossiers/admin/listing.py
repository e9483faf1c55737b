"""The work list: one queue, narrowed, cut by key, without ever counting a table."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.db.models import QuerySet, Value
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dossiers.filters import ListFilter, narrowed
from dossiers.models import Dossier
from dossiers.selectors.desk import colleagues_of
from dossiers.selectors.desk_lists import (
    PAGE,
    Queue,
    after,
    before,
    counted,
    first_of,
    in_queue,
    matching,
    queues_for,
    with_rows,
)
from dossiers.selectors.kept import labels_for, saved_for, units_of
from portal.kernel.text import sort_key
from procedures.models import Sector

LABELS = {
    "intake": _("To accept"),
    "mine": _("My work"),
    "unit": _("My unit"),
    "decide": _("To decide"),
    "questions": _("Messages to answer"),
    "return": _("To hand out"),
    "unclaimed": _("Not fetched"),
    "followed": _("Followed"),
    "all": _("All I may see"),
}
COLUMNS = {
    "nguoi_nop": _("Applicant"),
    "thu_tuc": _("Procedure"),
    "trang_thai": _("State"),
    "han": _("Deadline"),
    "noi_giu": _("With"),
    "linh_vuc": pgettext_lazy("field of administration", "Sector"),
    "kenh": _("Channel"),
    "ngay_nop": _("Sent"),
}
CHOICES = {"nguoi": "people", "nhan": "labels", "linh_vuc": "sectors"}
SELDOM = ("cho", "thu_tuc", "linh_vuc", "kenh", "nhan", "moi")
"""Filters that a list shows when asked for more."""
USUAL = ["nguoi_nop", "thu_tuc", "trang_thai", "han", "noi_giu"]
MOST = 1000
KEYS = [
    ("/", _("search")),
    ("j, k", _("next and previous row")),
    ("n", _("the next best dossier")),
    ("x", _("tick the row")),
    ("?", _("this list of keys")),
]


@dataclass(frozen=True)
class Asked:
    """What the address of a list asks for."""

    queue: Queue
    chosen: dict[str, Any]
    columns: list[str]

    def query(self, **more: str) -> str:
        """The address of the same list; `more` goes with it."""
        chosen = {key: "on" if value is True else value for key, value in self.chosen.items()}
        columns = self.columns if self.columns != USUAL else []
        return "?" + urlencode(
            {"viec": self.queue.key, **chosen, "cot": columns, **more}, doseq=True
        )


def asked_for(
    user, query: QueryDict, on: date, form: ListFilter, counts: dict[str, int] | None = None
) -> Asked:
    """An address that names no list means the first one that `counts` says has something."""
    queues = queues_for(user, on)
    first = _with_work(queues, counts or {}) or queues[0]
    queue = next((queue for queue in queues if queue.key == query.get("viec")), first)
    columns = [key for key in COLUMNS if key in query.getlist("cot")]
    return Asked(queue, form.chosen(), columns or USUAL)


def _with_work(queues: list[Queue], counts: dict[str, int]) -> Queue | None:
    return next((queue for queue in queues if counts.get(queue.key)), None)


NO_WAY = {"label": "", "url": ""}


def _way_to(queue: Queue) -> dict[str, Any]:
    return {"label": LABELS[queue.key], "url": f"?viec={queue.key}"}


def rows_of(user, asked: Asked, on: date) -> QuerySet[Dossier]:
    rows = narrowed(in_queue(user, asked.queue, on), asked.chosen, user, on)
    return matching(rows, asked.chosen["q"]) if "q" in asked.chosen else rows


def listing(user, query: QueryDict, on: date) -> dict[str, Any]:
    """What the work list shows for the `query` of its address."""
    now = timezone.now()
    form = filter_form(user, query, on)
    queues = queues_for(user, on)
    counts = counted(user, queues, on)
    asked = asked_for(user, query, on, form, counts)
    rows = rows_of(user, asked, on)
    page = after(rows, *cursor(query["sau"]), asked.queue.date) if query.get("sau") else rows
    found = list(with_rows(first_of(page, PAGE + 1, asked.queue.date), user))
    elsewhere = _with_work(queues, counts) or asked.queue
    return {
        "title": LABELS[asked.queue.key],
        "tabs": [
            {
                "label": LABELS[queue.key],
                "url": f"?viec={queue.key}",
                "current": queue.key == asked.queue.key,
                "count": counts.get(queue.key),
            }
            for queue in queues
        ],
        "asked": asked,
        "elsewhere": _way_to(elsewhere) if elsewhere != asked.queue else NO_WAY,
        "here": asked.query(),
        "form": form,
        "is_wide": is_wide(query),
        "wide_url": asked.query(them="1"),
        "columns": [(key, COLUMNS[key]) for key in asked.columns],
        "all_columns": [(key, label, key in asked.columns) for key, label in COLUMNS.items()],
        "dossiers": [_marked(dossier, now, user) for dossier in found[:PAGE]],
        "shown": _how_many(rows, asked, len(found) if page is rows else PAGE + 1),
        "next_url": _further(asked, found),
        "saved": list(saved_for(user, now)),
        "units": units_of(user, now),
        "keys": KEYS,
    }


def _further(asked: Asked, found: list[Dossier]) -> str:
    """The address of the next page, when there is more."""
    more = len(found) > PAGE
    return asked.query(sau=key_of(found[PAGE - 1], asked.queue.date)) if more else ""


def filter_form(user, query: QueryDict, on: date) -> ListFilter:
    """The filters with their choices; those that are seldom used only when they are asked for."""
    people = [(str(person.pk), person.full_name) for person in colleagues_of(user, on)]
    if not is_wide(query):
        return ListFilter(query, people=people)
    return ListFilter(query, people=people, **_wide_choices(user))


def _wide_choices(user) -> dict[str, list[tuple[str, str]]]:
    """Labels and sectors by name, in one query."""
    labels = labels_for(user, timezone.now()).order_by()
    sectors = Sector.objects.order_by()
    found = labels.values_list(Value("labels"), "pk", "name").union(
        sectors.values_list(Value("sectors"), "pk", "name"), all=True
    )
    choices: dict[str, list[tuple[str, str]]] = {"labels": [], "sectors": []}
    for kind, pk, name in sorted(found, key=lambda row: sort_key(row[2])):
        choices[kind].append((str(pk), name))
    return choices


def is_wide(query: QueryDict) -> bool:
    return any(query.get(name) for name in ("them", *SELDOM))


def _as_asked(query: QueryDict) -> ListFilter:
    """The filters of an address that a list has written, without asking again what there is."""
    held = {name: [(query[name], "")] if query.get(name) else [] for name in CHOICES}
    return ListFilter(query, **{CHOICES[name]: choices for name, choices in held.items()})


def neighbours(user, query: QueryDict, dossier: Dossier, on: date) -> dict[str, str]:
    """The dossiers before and after this one in the list it was opened from."""
    asked = asked_for(user, query, on, _as_asked(query))
    rows = rows_of(user, asked, on)
    around = {"previous": before, "next": after}
    date = asked.queue.date
    found = {
        name: step(rows, getattr(dossier, date), dossier.pk, date).first()
        for name, step in around.items()
    }
    back = {"list": asked.query()}
    return back | {
        name: row.desk_url + "?" + urlencode({"ds": asked.query()[1:]})
        for name, row in found.items()
        if row is not None
    }


def _marked(dossier: Dossier, now: datetime, user) -> Dossier:
    """The row with what is new in it for this official, and who says to be at it."""
    changed = dossier.seen is not None and dossier.seen < dossier.version
    dossier.news = "new" if dossier.seen is None else "changed" if changed else ""
    claim = getattr(dossier, "soft_claim", None)
    dossier.at_it = claim if claim and claim.until > now and claim.by_id != user.pk else None
    return dossier


def _how_many(rows: QuerySet[Dossier], asked: Asked, found: int) -> str:
    """A narrowed list says how long it is, up to a thousand; a whole one has its kept count.
    `found` are those read already, more than a page when there are more.
    """
    if not asked.chosen:
        return ""
    if found > PAGE:
        found = len(rows.values_list("pk", flat=True)[: MOST + 1])
    if found > MOST:
        return _("more than %(n)s found") % {"n": "1.000"}
    return _("%(n)s found") % {"n": found}


def key_of(dossier: Dossier, date: str = "deadline_at") -> str:
    """Where a list by `date` goes on after this dossier."""
    moment = getattr(dossier, date)
    return f"{moment.isoformat() if moment else ''}~{dossier.pk}"


def cursor(text: str) -> tuple[datetime | None, int]:
    """What `key_of` has written. Raises BadRequest for anything else."""
    deadline, _tilde, pk = text.partition("~")
    try:
        moment = datetime.fromisoformat(deadline) if deadline else None
        number = int(pk)
    except ValueError as error:
        raise BadRequest("cursor") from error
    if moment is not None and timezone.is_naive(moment):
        raise BadRequest("cursor")
    return moment, number
