"""Pages that are owed to the public, and those that were."""

from datetime import datetime

from django.db.models import F, Q, QuerySet

from portal.legal.symbols import key
from procedures.models import Revision, UpdateDuty
from procedures.rules.updating import REMIND_BEFORE
from procedures.workflow import DutyState

OPEN_STATES = (DutyState.OPEN, DutyState.CLAIMED)
CLOSED_STATES = (DutyState.DONE, DutyState.NO_CHANGE)
TABS = ("owed", "soon", "late", "done", "done_late")
PAGE = 50


def open_duties() -> QuerySet[UpdateDuty]:
    return UpdateDuty.objects.filter(state__in=OPEN_STATES).select_related("procedure", "agency")


def names_decision(revision: Revision, symbol: str) -> bool:
    """Whether the page names the decision, as its announcing decision or among its legal texts."""
    named = [revision.decision_symbol, *revision.legal_bases.values_list("symbol", flat=True)]
    return key(symbol) in {key(each) for each in named if each}


def makes_right(revision: Revision, duty: UpdateDuty) -> bool:
    """Whether the published revision answers the duty: it names the decision; for a change without
    one, it was published after the change had been seen."""
    if duty.symbol:
        return names_decision(revision, duty.symbol)
    return revision.published_at is not None and revision.published_at >= duty.opened_at


def radar(tab: str, now: datetime) -> QuerySet[UpdateDuty]:
    """Duties of one list of the radar; open ones nearest first, closed ones newest first."""
    soon = now + REMIND_BEFORE
    wanted = {
        "owed": Q(state__in=OPEN_STATES),
        "soon": Q(state__in=OPEN_STATES, due_at__gte=now, due_at__lt=soon),
        "late": Q(state__in=OPEN_STATES, due_at__lt=now),
        "done": Q(state__in=CLOSED_STATES, closed_at__lte=F("due_at")),
        "done_late": Q(state__in=CLOSED_STATES, closed_at__gt=F("due_at")),
    }[tab]
    found = UpdateDuty.objects.filter(wanted)
    found = found.select_related("procedure__current", "procedure__sector", "agency", "revision")
    return found.order_by("-closed_at", "-pk") if _closed(tab) else found.order_by("due_at", "pk")


def after(duties: QuerySet[UpdateDuty], tab: str, moment: datetime, pk: int) -> QuerySet:
    """What follows the row with this moment and key in the order of the list."""
    if _closed(tab):
        return duties.filter(Q(closed_at__lt=moment) | Q(closed_at=moment, pk__lt=pk))
    return duties.filter(Q(due_at__gt=moment) | Q(due_at=moment, pk__gt=pk))


def place_of(duty: UpdateDuty, tab: str) -> datetime | None:
    """The moment a list is ordered by."""
    return duty.closed_at if _closed(tab) else duty.due_at


def _closed(tab: str) -> bool:
    return tab.startswith("done")
