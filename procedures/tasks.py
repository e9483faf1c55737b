"""Doors of the background for the catalogue."""

from celery import shared_task
from django.utils import timezone

from procedures.services.publish import bring_into_force


@shared_task(name="procedures.into_force")
def revisions_into_force() -> None:
    """Revisions whose day has come replace the ones before; nothing happens on other days."""
    bring_into_force(today=timezone.localdate())
