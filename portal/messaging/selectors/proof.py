"""What proves that a binding notice has arrived, and every try on the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.functional import Promise

from portal.audit.models import Event
from portal.audit.selectors import timeline
from portal.audit.subjects import Subject
from portal.messaging.models import Delivery, Notice
from portal.messaging.workflow import EVIDENCE, PROOFS, Channel

NOTICE = "messaging.notice"


@dataclass(frozen=True, slots=True)
class Try:
    """One line of the evidence: when, what happened, by which channel and carrier."""

    at: datetime
    kind: str
    what: str | Promise
    channel: str
    carrier: str

    @property
    def proves(self) -> bool:
        return self.kind in PROOFS


@dataclass(frozen=True, slots=True)
class Proof:
    """A notice with its tries in order; `proven_at` is the first moment that is proven."""

    notice: Notice
    tries: tuple[Try, ...]

    @property
    def proven_at(self) -> datetime | None:
        return min((one.at for one in self.tries if one.proves), default=None)


def proven_at(notice: Notice) -> datetime | None:
    """The first moment at which the notice is proven to have reached the person: its carrier says
    so, it was read in the account, or the post handed the letter over. None while nothing proves
    it. That a mail server took a letter proves nothing.
    """
    told = timeline(notice).filter(kind__in=PROOFS)
    first = told.order_by().aggregate(first=models.Min("occurred_at"))["first"]
    arrived = notice.deliveries.filter(state=Delivery.State.DELIVERED).exclude(delivered_at=None)
    moments = [first, notice.read_at, *arrived.values_list("delivered_at", flat=True)]
    return min((moment for moment in moments if moment), default=None)


def proof_of(subject: Subject | models.Model) -> list[Proof]:
    """The binding notices that events of this thing led to, the oldest first, with all evidence."""
    about = Subject.of(subject)
    notices = Notice.objects.filter(
        event__subject_kind=about.kind, event__subject_id=about.id, ladder__isnull=False
    )
    found = list(notices.select_related("recipient", "ladder").order_by("id"))
    ids = [str(notice.pk) for notice in found]
    events = Event.objects.filter(
        subject_kind=NOTICE, subject_id__in=ids, kind__in=EVIDENCE
    ).order_by("occurred_at", "id")
    by_notice: dict[str, list[Event]] = {}
    for event in events:
        by_notice.setdefault(event.subject_id, []).append(event)
    return [Proof(notice, _tries(by_notice.get(str(notice.pk), ()))) for notice in found]


def _tries(events: Iterable[Event]) -> tuple[Try, ...]:
    return tuple(
        Try(
            at=event.occurred_at,
            kind=event.kind,
            what=EVIDENCE[event.kind],
            channel=_channel(event.payload.get("channel", "")),
            carrier=event.payload.get("carrier", ""),
        )
        for event in events
    )


def _channel(code: str) -> str:
    return str(Channel(code).label) if code in Channel.values else ""
