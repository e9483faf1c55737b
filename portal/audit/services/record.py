"""Write an event: the only door into the log."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, models
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from portal.audit.actors import Actor
from portal.audit.models import Event
from portal.audit.payloads import plain
from portal.audit.subjects import Subject

KIND = re.compile(r"^[a-z][a-z_]*(\.[a-z][a-z_]*)+$")


def record(
    kind: str,
    subject: Subject | models.Model,
    actor: Actor,
    payload: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> Event:
    """Record that `kind` (`dossier.accepted`) happened to `subject` at `at`, now if not given.

    Must stand inside the transaction of the change it tells of, so that neither exists without the
    other; raises TransactionManagementError outside one. Raises PayloadRefused for a payload that
    could tell about a person, ValueError for a malformed kind.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError(f"{kind} must be recorded inside the verb's transaction")
    if not KIND.match(kind):
        raise ValueError(f"{kind!r} is not of the form thing.happened")
    about = Subject.of(subject)
    return Event.objects.create(
        kind=kind,
        subject_kind=about.kind,
        subject_id=about.id,
        occurred_at=at or timezone.now(),
        actor_kind=actor.kind,
        actor_user_id=actor.user_id,
        actor_agency_id=actor.agency_id,
        actor_role=actor.role,
        payload=plain(payload),
    )
