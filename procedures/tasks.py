"""Doors of the background for the catalogue."""

from celery import shared_task
from django.utils import timezone

from procedures.services.publish import bring_into_force


@shared_task
def revisions_into_force() -> None:
    """Every night just after midnight: revisions whose day has come replace the ones before."""
    bring_into_force(today=timezone.localdate())
