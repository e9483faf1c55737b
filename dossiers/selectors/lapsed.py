"""Requests for papers that nobody answered in time."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from dossiers.models import Dossier, Supplement
from dossiers.rules.endings import LEFT_OPEN_AFTER_LAPSE
from dossiers.workflow import TABLE, Action
from portal.agencies.selectors import calendar_of
from portal.kernel.durations import working_days_between

ENDING = TABLE[Action.GIVE_BACK].moves.keys() | TABLE[Action.REFUSE_LAPSED].moves.keys()


def lapsed_request(dossier: Dossier) -> Supplement | None:
    """The request the dossier still waits for although its time is over."""
    return dossier.supplements.filter(answered_at=None, lapsed_at__isnull=False).last()


def to_be_closed(at: datetime) -> Iterator[Dossier]:
    """The dossiers that have waited in vain for as long as the rule leaves them open."""
    waiting = Dossier.objects.filter(
        closed_at=None,
        state__in=ENDING,
        supplements__answered_at=None,
        supplements__lapsed_at__isnull=False,
    ).select_related("agency__parent")
    for dossier in waiting.order_by("pk"):
        most = LEFT_OPEN_AFTER_LAPSE.on(dossier.rules_day)
        if most is not None and _waited(dossier, at) >= most:
            yield dossier


def _waited(dossier: Dossier, at: datetime) -> int:
    since, today = timezone.localdate(lapsed_request(dossier).lapsed_at), timezone.localdate(at)
    return working_days_between(since, today, calendar_of(dossier.agency, today))
