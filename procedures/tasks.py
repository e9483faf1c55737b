"""Doors of the background for the catalogue."""

from celery import shared_task
from django.utils import timezone

from procedures.services.publish import bring_into_force
from procedures.services.remind_editors import remind_editors as remind


@shared_task(name="procedures.into_force")
def revisions_into_force() -> None:
    """Revisions whose day has come replace the ones before; nothing happens on other days."""
    bring_into_force(today=timezone.localdate())


@shared_task(name="procedures.remind_editors")
def remind_editors() -> int:
    """Editors are told of pages owed soon, and of late ones."""
    return remind()
