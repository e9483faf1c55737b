"""Which figures each step of a dossier moves: one table, for the verbs and for counting again.

Everything follows from the step's event and from what was written before it, so that a recount
years later comes to the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from dossiers.models import Dossier, ExplanationCase, Outcome, Rating, Supplement
from dossiers.models.intake import Verdict
from dossiers.models.late import BreachKind
from dossiers.models.supplement import Phase
from dossiers.selectors.course import CourseFacts, course_of, in_process
from dossiers.selectors.punctuality import measured_by
from dossiers.workflow import FINAL, READY, Action, State
from portal.audit.models import Event
from portal.reports.rules.names import Name
from portal.reports.values import Count
from procedures.models.fault import PaperFault

PROCEDURE = "procedure"
KIND = Dossier._meta.label_lower
SEEN = (Verdict.GOOD, Verdict.SHOWN, Verdict.BAD)
ITEMS = ("overall", "convenience", "punctuality", "attitude")
ENDED = FINAL | READY | {State.POSTED}
MANY = 2
"""Calls on an applicant that count alike from here on."""
CHUNK = 500


@dataclass(frozen=True)
class Step:
    """One move of a dossier: what its event says, at the moment of the event."""

    dossier: Dossier
    action: Action
    before: str | None
    after: str
    at: datetime
    facts: Mapping[str, Any]

    @property
    def change_of_level(self) -> int:
        """By how much the move changes the number of dossiers in process."""
        before, after = (
            in_process(self.dossier, state, self.at) for state in (self.before, self.after)
        )
        return after - before


Counter = Callable[[Step], Iterable[tuple[Name, str]]]


def by_channel(name: Name) -> Counter:
    return lambda step: [(name, step.dossier.channel.kind)]


def asked(step: Step) -> Iterator[tuple[Name, str]]:
    yield Name.ASKED, step.facts["phase"]


def asked_though_held(step: Step) -> Iterator[tuple[Name, str]]:
    """Papers that the portal held, each with the reason for which it was asked for."""
    this, _earlier = _requests(step)
    for item in sorted(this.items.all(), key=lambda item: item.pk) if this else ():
        if item.held_but:
            yield Name.ASKED_THOUGH_HELD, item.held_but


def on_time(step: Step) -> Iterator[tuple[Name, str]]:
    """A dossier without a date is neither on time nor late."""
    measure = measured_by(step.dossier, step.at)
    if measure is not None:
        late = measure.outcome(step.at) == Outcome.LATE
        yield Name.LATE if late else Name.ON_TIME, step.dossier.channel.kind


def once(counter: Counter) -> Counter:
    """A corrected result was counted when it was first done."""
    return lambda step: [] if step.facts.get("correction") else counter(step)


def breached(step: Step) -> Iterator[tuple[Name, str]]:
    """A rule broken with this step, when it was the first time for the dossier."""
    if step.facts.get("breach"):
        yield Name.BREACHED, step.facts["breach"]


def worked(step: Step) -> Iterator[tuple[Name, str]]:
    dossier = step.dossier
    if "days" in step.facts:
        case = dossier.case.key if dossier.case else ""
        yield Name.WORKED, f"{case}/{dossier.channel.kind}/{step.facts['days']}"


def checked(step: Step) -> Iterator[tuple[Name, str]]:
    """The papers an official looked for: at the desk's first answer those handed in, and whatever
    is asked for; each once a dossier.
    """
    handed_in = {row.paper.key for row in step.dossier.papers.all() if row.supplement_id is None}
    handed_in |= _seen_at_the_counter(step.dossier)
    this, earlier = _requests(step)
    if this is None:  # accepted or refused
        looked_for = handed_in if not earlier else set()
    elif this.phase == Phase.DESK:
        looked_for = handed_in | _faults(this).keys()
    else:
        looked_for = _faults(this).keys() - handed_in - _known(earlier)
    yield from ((Name.PAPER_CHECKED, key) for key in sorted(looked_for))


def _seen_at_the_counter(dossier: Dossier) -> set[str]:
    """Keys of the papers that a clerk has held in his hands, scanned or not."""
    intake = getattr(dossier, "intake", None)
    checks = intake.checks.all() if intake else []
    return {row.paper.key for row in checks if row.verdict in SEEN}


def returned(step: Step) -> Iterator[tuple[Name, str]]:
    """The papers asked for again, each once a dossier, with what was wrong the first time."""
    this, earlier = _requests(step)
    known = _known(earlier)
    for key, fault in sorted(_faults(this).items()):
        if key not in known:
            yield Name.PAPER_RETURNED, f"{key}/{fault}"


def _requests(step: Step) -> tuple[Supplement | None, list[Supplement]]:
    """The request that this step is, if it is one, and those before it."""
    rows = list(step.dossier.supplements.all())
    this = next((row for row in rows if row.pk == step.facts.get("supplement")), None)
    if this is None:
        return None, [row for row in rows if row.phase == Phase.DESK]
    return this, [row for row in rows if row.pk < this.pk]


def _faults(supplement: Supplement) -> dict[str, str]:
    """What was wrong with each paper of a request, by the paper's key."""
    items = sorted(supplement.items.all(), key=lambda item: item.pk, reverse=True)
    return {item.paper.key: item.fault or PaperFault.OTHER.value for item in items if item.paper}


def _known(supplements: Iterable[Supplement]) -> set[str]:
    return {key for supplement in supplements for key in _faults(supplement)}


NOTHING: tuple[Counter, ...] = ()

COUNTED: dict[Action, tuple[Counter, ...]] = {
    Action.SUBMIT: (by_channel(Name.RECEIVED),),
    Action.RECEIVE: (by_channel(Name.RECEIVED),),
    Action.ACCEPT: (by_channel(Name.ACCEPTED), checked),
    Action.REFUSE: (by_channel(Name.REFUSED), checked),
    Action.ASK_AT_DESK: (asked, asked_though_held, checked, returned),
    Action.ASK_IN_APPRAISAL: (asked, asked_though_held, checked, returned, breached),
    Action.DRAFT_ASKING_AT_DESK: NOTHING,
    Action.DRAFT_ASKING_IN_APPRAISAL: NOTHING,
    Action.GRANT_ASKING: (asked, asked_though_held, checked, returned, breached),
    Action.DENY_ASKING: NOTHING,
    Action.SEND_ASKING: (asked, asked_though_held, checked, returned, breached),
    Action.RETURN_ASKING: NOTHING,
    Action.CHECK_AT_DESK: NOTHING,
    Action.CHECK_IN_APPRAISAL: NOTHING,
    Action.ATTACH_HELD_AT_DESK: NOTHING,
    Action.ATTACH_HELD_IN_APPRAISAL: NOTHING,
    Action.REMIND_SUPPLEMENT: NOTHING,
    Action.SUPPLEMENT_LAPSED: NOTHING,
    Action.ANSWER_AT_DESK: NOTHING,
    Action.ANSWER_IN_APPRAISAL: NOTHING,
    Action.CLAIM: NOTHING,
    Action.RELEASE: NOTHING,
    Action.ASSIGN: NOTHING,
    Action.FORWARD: NOTHING,
    Action.HAND_BACK: NOTHING,
    Action.TAKE_BACK: NOTHING,
    Action.MOVE_TO_DEPUTY: NOTHING,
    Action.MOVE_BACK: NOTHING,
    Action.OPINE: NOTHING,
    Action.COORDINATE: NOTHING,
    Action.ANSWER_TASK: NOTHING,
    Action.CALL_OFF_TASK: NOTHING,
    Action.GO_ON: NOTHING,
    Action.WARN_TASK: NOTHING,
    Action.MISS_TASK: NOTHING,
    Action.PROPOSE: NOTHING,
    Action.PROPOSE_AT_DESK: NOTHING,
    Action.SEND_BACK: NOTHING,
    Action.DECIDE: NOTHING,
    Action.RECALL: NOTHING,
    Action.LET_OUT: NOTHING,
    Action.COMPLETE_SIGNING: (once(by_channel(Name.DONE)), once(on_time), worked),
    Action.FAIL_SIGNING: NOTHING,
    Action.RETRY_SIGNING: NOTHING,
    Action.RELEASE_UNPAID: NOTHING,
    Action.RETURN_RESULT: NOTHING,
    Action.REMIND_RESULT: NOTHING,
    Action.LEAVE_UNCLAIMED: (by_channel(Name.UNCLAIMED),),
    Action.CHOOSE_RETURN: NOTHING,
    Action.POST_RESULT: NOTHING,
    Action.DELIVER_POSTED: NOTHING,
    Action.FAIL_POSTED: NOTHING,
    Action.ASK_PAYMENT_AT_DESK: NOTHING,
    Action.ASK_PAYMENT_IN_APPRAISAL: NOTHING,
    Action.PAID_AT_DESK: NOTHING,
    Action.PAID_IN_APPRAISAL: NOTHING,
    Action.DROP_PAYMENT_AT_DESK: NOTHING,
    Action.DROP_PAYMENT_IN_APPRAISAL: NOTHING,
    Action.MISS_PAYMENT: NOTHING,
    Action.WITHDRAW: (by_channel(Name.WITHDRAWN),),
    Action.WARN_REPLY: NOTHING,
    Action.MISS_REPLY: (breached,),
    Action.RECOMPUTE: NOTHING,
    Action.BEGIN_CLOCK: NOTHING,
    Action.START_WAIT: NOTHING,
    Action.END_WAIT: NOTHING,
    Action.ARRANGE_VERIFICATION: NOTHING,
    Action.RECORD_VERIFICATION: NOTHING,
    Action.EXTEND_LIMIT: NOTHING,
    Action.WARN_DUE: NOTHING,
    Action.MISS_DUE: (breached,),
    Action.DRAFT_APOLOGY: NOTHING,
    Action.WRITE_APOLOGY: NOTHING,
    Action.RETURN_APOLOGY: NOTHING,
    Action.SIGN_APOLOGY: (by_channel(Name.APOLOGISED), breached),
    Action.STOP: (by_channel(Name.STOPPED),),
    Action.GIVE_BACK: (by_channel(Name.GIVEN_BACK),),
    Action.REOPEN: NOTHING,
    Action.REFUSE_LAPSED: (by_channel(Name.REFUSED),),
}


def step_of(dossier: Dossier, event: Event) -> Step:
    """The move that an event of a dossier tells of."""
    return Step(
        dossier,
        Action(event.kind.removeprefix("dossier.")),
        event.payload.get("from"),
        event.payload["to"],
        event.occurred_at,
        event.payload,
    )


def counts_of(step: Step) -> Iterator[Count]:
    """Every figure that the step moves."""
    for counter in COUNTED[step.action]:
        for name, detail in counter(step):
            yield _count(step.dossier, name, step.at, detail)
    if step.change_of_level:
        yield _count(step.dossier, Name.IN_PROCESS, step.at, amount=step.change_of_level)
    if step.change_of_level > 0 and step.before in ENDED:
        yield _count(step.dossier, Name.REOPENED, step.at, step.dossier.channel.kind)


def counts_of_course(dossier: Dossier, course: CourseFacts | None) -> Iterator[Count]:
    """Every figure that the course of a dossier makes, on the days it makes them."""
    for since, until in course.overdue if course else ():
        yield _count_on(dossier, Name.OVERDUE, since)
        if until is not None:
            yield _count_on(dossier, Name.OVERDUE, until, amount=-1)
    if course and (settled := course.settled):
        detail = f"{settled.outcome}/{settled.ending}"
        yield _count_on(dossier, Name.SETTLED, settled.on, detail)
        yield _count_on(dossier, Name.CONTACTS, settled.on, str(min(settled.contacts, MANY)))


def counts_of_rating(rating: Rating) -> Iterator[Count]:
    for item in ITEMS:
        grade = getattr(rating, item)
        if grade is not None:
            yield _count(rating.dossier, Name.SATISFACTION, rating.at, f"{item}/{grade}")


def counts_of_explanation(case: ExplanationCase) -> Iterator[Count]:
    """What a case moves once it is answered: its finding, and whether the answer came in time."""
    if case.answered_at is not None:
        late = case.answered_at > case.due_at
        detail = f"{case.finding}/{'late' if late else 'on_time'}"
        yield _count(case.dossier, Name.EXPLAINED, case.answered_at, detail)


def count_of_breach(dossier: Dossier, kind: str, at: datetime) -> Count:
    """A breach that no move of the dossier tells of."""
    return _count(dossier, Name.BREACHED, at, kind)


def _count(dossier: Dossier, name: Name, at: datetime, detail: str = "", amount: int = 1) -> Count:
    return _count_on(dossier, name, timezone.localdate(at), detail, amount)


def _count_on(dossier: Dossier, name: Name, day: date, detail: str = "", amount: int = 1) -> Count:
    code = dossier.revision.procedure.code
    return Count(PROCEDURE, code, name, day, amount, str(detail), dossier.agency_id)


def histories() -> Iterator[tuple[Dossier, list[Event]]]:
    """Every dossier with its events, oldest first, and with all that its figures follow from."""
    rows = (
        Dossier.objects.select_related("revision__procedure", "case", "channel", "rating", "course")
        .prefetch_related(
            "papers__paper",
            "supplements__items__paper",
            "due_dates",
            "intervals",
            "overdue",
            "explanations",
            "breaches",
            "intake__checks__paper",
        )
        .order_by("pk")
    )
    last = 0
    while chunk := list(rows.filter(pk__gt=last)[:CHUNK]):
        last = chunk[-1].pk
        told: dict[str, list[Event]] = {str(dossier.pk): [] for dossier in chunk}
        for event in Event.objects.filter(subject_kind=KIND, subject_id__in=told).order_by("id"):
            told[event.subject_id].append(event)
        yield from ((dossier, told[str(dossier.pk)]) for dossier in chunk)


def every_count() -> Iterator[Count]:
    """All that the dossiers there are have ever moved, from their events and ratings."""
    for dossier, events in histories():
        for event in events:
            yield from counts_of(step_of(dossier, event))
        yield from counts_of_course(dossier, course_of(dossier, events))
        if hasattr(dossier, "rating"):
            yield from counts_of_rating(dossier.rating)
        for case in dossier.explanations.all():
            yield from counts_of_explanation(case)
        for breach in dossier.breaches.all():
            if breach.kind == BreachKind.LATE_EXPLANATION:
                yield count_of_breach(dossier, breach.kind, breach.at)
