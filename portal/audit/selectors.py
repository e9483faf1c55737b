"""Reading the log."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Max, Min, QuerySet

from portal.audit.models import AccessEntry, Event
from portal.audit.subjects import Subject


def timeline(subject: Subject | models.Model) -> QuerySet[Event]:
    """Events of one thing in the order they were recorded."""
    about = Subject.of(subject)
    return Event.objects.filter(subject_kind=about.kind, subject_id=about.id).order_by("id")


def accesses_of(owner_id: int) -> QuerySet[AccessEntry]:
    """Every look at the person's data, latest first; to be cut by key, never counted."""
    return AccessEntry.objects.filter(owner_user_id=owner_id).order_by("-id")


def accesses_by_unit(owner_id: int) -> Iterable[dict]:
    """Looks at the person's data by agency, role, purpose and kind of thing, latest first.

    Each row has `viewer_agency_id`, `viewer_role`, `viewer_kind`, `purpose`, `subject_kind`,
    `subject_id`, `looks` (stretches of ten minutes), `first_at` and `last_at`. It tells unit and
    role; the person who looked is known to the auditor.
    """
    return (
        AccessEntry.objects.filter(owner_user_id=owner_id)
        .values(
            "viewer_agency_id",
            "viewer_role",
            "viewer_kind",
            "purpose",
            "subject_kind",
            "subject_id",
        )
        .annotate(looks=models.Count("id"), first_at=Min("at"), last_at=Max("at"))
        .order_by("-last_at")
    )
