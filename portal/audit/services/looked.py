"""Write down that somebody looked at somebody else's data."""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from portal.audit.actors import Actor
from portal.audit.models import AccessEntry
from portal.audit.subjects import Subject

SLOT = timedelta(minutes=10)


def looked(
    viewer: Actor,
    subject: Subject | models.Model,
    owner_id: int | None,
    purpose: str,
    at: datetime | None = None,
) -> None:
    """Record the look at `subject`, which tells about the person `owner_id`, for the owner to see.

    Looks at one's own data, at data of nobody in particular and by visitors without an account
    leave no row. Opening the same thing again within ten minutes adds nothing, and two
    requests at once cannot add two rows.
    """
    if viewer.user_id is None or owner_id is None or viewer.user_id == owner_id:
        return
    moment = at or timezone.now()
    about = Subject.of(subject)
    entry = AccessEntry(
        viewer_user_id=viewer.user_id,
        viewer_kind=viewer.kind,
        viewer_agency_id=viewer.agency_id,
        viewer_role=viewer.role,
        purpose=purpose,
        owner_user_id=owner_id,
        subject_kind=about.kind,
        subject_id=about.id,
        at=moment,
        slot=int(moment.timestamp() // SLOT.total_seconds()),
    )
    AccessEntry.objects.bulk_create([entry], ignore_conflicts=True)
