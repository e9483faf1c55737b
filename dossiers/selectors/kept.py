"""What an official keeps for himself and shares with his unit: labels and lists."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from dossiers.models import Label, SavedList
from dossiers.permissions import places_of, standing
from portal.agencies.roles import Role

WORKERS = frozenset({Role.DESK, Role.OFFICER, Role.LEADER})


def labels_for(user, at: datetime) -> QuerySet[Label]:
    """The labels that the official can put: those of the units in which he works."""
    units = places_of(user, WORKERS, timezone.localdate(at))
    return Label.objects.filter(unit__in=units, retired_at=None).order_by("name", "pk")


def units_of(user, at: datetime) -> dict[int, str]:
    """The agencies at which the official holds a post, by id."""
    held = standing(user, timezone.localdate(at))
    return {grant.agency.pk: grant.agency.name for grant, _places in held}


def saved_for(user, at: datetime) -> QuerySet[SavedList]:
    """His own lists and those shared with a unit of his."""
    shared = Q(owner=user) | Q(unit__in=units_of(user, at))
    return SavedList.objects.filter(shared).order_by("name", "pk")
