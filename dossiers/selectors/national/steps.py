"""What was done with a dossier, step by step, as the national portal is told."""

from datetime import datetime
from itertools import pairwise

from django.contrib.auth import get_user_model
from django.utils import timezone

from dossiers.models import Dossier, DueKind
from dossiers.selectors.citizen import IN_HOUSE
from dossiers.workflow import STATES, TABLE, Action, Party, State
from portal.agencies.models import Agency
from portal.agencies.selectors import post_title
from portal.audit.models import Event
from portal.audit.selectors import timeline
from portal.integrations.national.facts import Status, Step


def is_reported(action: str) -> bool:
    """Whether the national portal is told of this action: of what the house says to itself it is
    not, nor of reminders of the portal, which change nothing but a date computed anew.
    """
    row = TABLE[Action(action)]
    stays = all(source == target for source, target in row.moves.items())
    reminder = stays and row.parties == {Party.SYSTEM} and action != Action.RECOMPUTE
    return action not in IN_HOUSE and not reminder


def status_of(state: str) -> Status:
    return Status[STATES[State(state)].national.name]


def steps_of(dossier: Dossier, after: int = 0) -> list[Step]:
    """What was done, oldest first, from the event that follows `after`; nothing in-house."""
    told = [event for event in timeline(dossier) if is_reported(_action(event))]
    people = get_user_model().objects.in_bulk({event.actor_user_id for event in told} - {None})
    units = Agency.objects.in_bulk({event.actor_agency_id for event in told} - {None})
    due = due_of(dossier)
    return [
        Step(
            key=event.pk,
            by=_name(people.get(event.actor_user_id)),
            post=_post(event, people),
            unit=units[event.actor_agency_id].name if event.actor_agency_id in units else "",
            words=str(TABLE[Action(_action(event))].past),
            status=status_of(event.payload["to"]),
            at=event.occurred_at,
            started_at=before.occurred_at,
            due_at=due,
        )
        for before, event in pairwise(told[:1] + told)
        if event.pk > after
    ]


def due_of(dossier: Dossier) -> datetime | None:
    """The date of return in force: the law's own, moved as the law moves it."""
    last = dossier.due_dates.filter(kind=DueKind.STATUTORY).order_by("-id").first()
    return last.at if last else None


def _action(event: Event) -> str:
    return event.kind.removeprefix("dossier.")


def _name(person) -> str:
    return person.full_name if person else ""


def _post(event: Event, people: dict) -> str:
    person, day = people.get(event.actor_user_id), timezone.localdate(event.occurred_at)
    if person is None or event.actor_agency_id is None:
        return ""
    return post_title(person, event.actor_agency_id, day)
