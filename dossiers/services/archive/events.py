"""The archive's own history of a dossier: it moves neither its version nor its state."""

from datetime import datetime
from typing import Any

from dossiers.models import Dossier
from portal.audit.actors import Actor
from portal.audit.models import Event
from portal.audit.services import record
from portal.audit.subjects import Subject

KIND = "dossiers.archive"


def archive_of(dossier: Dossier) -> Subject:
    """The dossier's place in the archive as the subject of events."""
    return Subject(KIND, str(dossier.pk))


def note(dossier: Dossier, what: str, actor: Actor, at: datetime, **payload: Any) -> Event:
    """The event of a change in the archive: ids, codes, numbers, dates and hashes only."""
    return record(f"archive.{what}", archive_of(dossier), actor, payload, at=at)
