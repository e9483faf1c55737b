from django.contrib.auth import get_user_model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.models import Dossier
from dossiers.workflow import TABLE, Action
from portal.audit.actors import Actor, ActorKind
from portal.audit.models import Event
from portal.audit.selectors import timeline

NOBODY = {ActorKind.PARTNER.value: gettext_lazy("a partner’s system")}


def part(dossier: Dossier, user, actor: Actor) -> dict:
    return {"entries": history(dossier)}


def history(dossier: Dossier) -> list[dict]:
    """Who did what when, oldest first, with the official's name and in the words of the table."""
    return told(list(timeline(dossier)))


def told(events: list[Event]) -> list[dict]:
    """Events of a dossier in words."""
    people = get_user_model().objects.in_bulk({event.actor_user_id for event in events} - {None})
    return [
        {
            "title": history_words(event),
            "at": event.occurred_at,
            "by": people[event.actor_user_id].full_name
            if event.actor_user_id in people
            else NOBODY.get(event.actor_kind, _("the portal")),
        }
        for event in events
    ]


def history_words(event: Event) -> Promise:
    return TABLE[Action(event.kind.removeprefix("dossier."))].past
