"""Checks of `verify derived`: ladders say what their evidence says."""

from collections.abc import Iterator

from django.db.models import Min

from portal.audit.checks import Difference, check
from portal.audit.models import Event
from portal.messaging.models import Ladder
from portal.messaging.selectors.proof import NOTICE
from portal.messaging.workflow import PROOFS

CHUNK = 1000


@check("derived")
def ladders_agree_with_their_evidence() -> Iterator[Difference]:
    """The stored moment of proof is the first one among the events."""
    last = 0
    while rows := list(Ladder.objects.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = rows[-1].pk
        events = Event.objects.filter(
            subject_kind=NOTICE, subject_id__in=[str(row.pk) for row in rows], kind__in=PROOFS
        )
        first = dict(
            events.order_by()
            .values("subject_id")
            .annotate(first=Min("occurred_at"))
            .values_list("subject_id", "first")
        )
        for row in rows:
            expected = first.get(str(row.pk))
            if row.proven_at != expected:
                problem = "proven at another moment than its events say"
                yield Difference(f"notice {row.pk}", problem, str(expected), str(row.proven_at))
