"""Telling the applicant's side: the owner, and whoever else is to hear of the dossier."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from dossiers.models import Dossier
from dossiers.selectors.acting import people_told
from portal.audit.models import Event
from portal.messaging.services import notify


def tell(event: Event, text: str, dossier: Dossier, context: Mapping[str, Any], link: str) -> None:
    """Send the notice `text` about `dossier` to everyone on the applicant's side who gets notices.

    Every notice for citizens goes through here, so that who has left an organisation or lost an
    authority hears nothing more.
    """
    for person in people_told(dossier, timezone.localdate(event.occurred_at)):
        notify(event, text, person, context, link)
