"""Doors of the background for the search."""

from celery import shared_task
from django.utils import timezone

from portal.search.services import roll_up


@shared_task(name="portal.search.roll_up")
def roll_up_misses() -> None:
    """What people did not find reaches the editors' list."""
    roll_up(today=timezone.localdate())
