"""The work list: one queue, cut by key, without ever counting a table."""

from datetime import date, datetime
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dossiers.selectors.desk import PAGE, after, in_queue, matching, queues_for
from portal.search.rules.queries import clean

LABELS = {
    "intake": _("To accept"),
    "mine": _("My work"),
    "unit": _("My unit"),
    "decide": _("To decide"),
    "return": _("To hand out"),
    "all": _("All I may see"),
}


def listing(user, query, on: date) -> dict:
    """What the work list shows for the `query` of its address: `viec`, `q`, `sau`."""
    queues = queues_for(user, on)
    current = next((queue for queue in queues if queue.key == query.get("viec")), queues[0])
    words = clean(query.get("q", ""))
    rows = in_queue(user, current, on)
    if words:
        rows = matching(rows, words)
    if query.get("sau"):
        rows = after(rows, *_cursor(query["sau"]))
    found = list(rows[: PAGE + 1])
    return {
        "title": LABELS[current.key],
        "tabs": [
            {
                "label": LABELS[queue.key],
                "url": f"?viec={queue.key}",
                "current": queue is current,
            }
            for queue in queues
        ],
        "queue": current.key,
        "words": words,
        "dossiers": found[:PAGE],
        "next_url": _next(current.key, words, found) if len(found) > PAGE else "",
    }


def _next(key: str, words: str, found: list) -> str:
    last = found[PAGE - 1]
    deadline = last.deadline_at.isoformat() if last.deadline_at else ""
    query = {"viec": key, "sau": f"{deadline}~{last.pk}"}
    return "?" + urlencode(query | ({"q": words} if words else {}))


def _cursor(text: str) -> tuple[datetime | None, int]:
    deadline, _tilde, pk = text.partition("~")
    try:
        moment = datetime.fromisoformat(deadline) if deadline else None
        number = int(pk)
    except ValueError as error:
        raise BadRequest("cursor") from error
    if moment is not None and timezone.is_naive(moment):
        raise BadRequest("cursor")
    return moment, number
