"""What was done to a dossier, read back: where it came from, what can be undone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from dossiers.models import Dossier
from dossiers.workflow import TABLE, Action, State
from portal.audit.actors import ActorKind
from portal.audit.models import Event
from portal.audit.selectors import timeline
from portal.audit.subjects import Subject

KIND = Dossier._meta.label_lower
RECENT = timedelta(days=2)
SHOWN = 20
SENT_ON = (Action.FORWARD, Action.HAND_BACK)
PROPOSES = (Action.PROPOSE, Action.PROPOSE_AT_DESK)


@dataclass(frozen=True)
class Origin:
    """The unit, and the person if there was one, that a dossier came from."""

    unit_id: int
    person_id: int | None


def action_of(event: Event) -> Action:
    return Action(event.kind.removeprefix("dossier."))


def came_from(dossier: Dossier) -> Origin | None:
    """Who sent the dossier on to where it is now: the unit before, or whoever assigned it."""
    kinds = [f"dossier.{action}" for action in (*SENT_ON, Action.ASSIGN)]
    for event in timeline(dossier).filter(kind__in=kinds).order_by("-id"):
        facts = event.payload
        if action_of(event) in SENT_ON:
            if facts["unit_to"] == dossier.holder_id:
                return Origin(facts["unit_from"], facts.get("assignee_from"))
            return None
        given_by = event.actor_user_id
        if facts["assignee"] == dossier.assignee_id and given_by != dossier.assignee_id:
            return Origin(dossier.holder_id, given_by)
    return None


def can_be_taken_back(event: Event, dossier: Dossier) -> bool:
    """Whether this, the last thing done to the dossier, may be undone by whoever did it.

    Where a proposal stands, it is only the proposal itself.
    """
    action = action_of(event)
    if event.payload["version"] != dossier.version or not TABLE[action].taken_back:
        return False
    if dossier.state not in TABLE[Action.TAKE_BACK].moves:
        return False
    return dossier.state != State.PROPOSED or action in PROPOSES


def last_step(dossier: Dossier) -> Event | None:
    return timeline(dossier).last()


def done_by(user, now: datetime) -> QuerySet[Event]:
    """What the official did to dossiers in the last two days, latest first."""
    return Event.objects.filter(
        actor_user_id=user.pk,
        actor_kind=ActorKind.OFFICIAL,
        subject_kind=Subject.of(Dossier(pk=0)).kind,
        occurred_at__gt=now - RECENT,
    ).order_by("-id")


def just_done(user, now: datetime) -> list[tuple[Event, Dossier, bool]]:
    """His last steps with their dossiers, and whether each can still be taken back."""
    events = list(done_by(user, now)[:SHOWN])
    about = Dossier.objects.select_related("revision", "holder")
    found = about.in_bulk({int(event.subject_id) for event in events})
    rows = [(event, found[int(event.subject_id)]) for event in events]
    return [(event, dossier, can_be_taken_back(event, dossier)) for event, dossier in rows]
