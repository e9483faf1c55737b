"""Upkeep: what has run out is swept."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from portal.accounts.models import Guess
from portal.accounts.services.keep_post import sweep_kept


@shared_task(name="portal.accounts.sweep")
def sweep() -> None:
    """Kept forms past their day, and tries at secrets that no window counts any more."""
    sweep_kept()
    Guess.objects.filter(at__lt=timezone.now() - timedelta(days=1)).delete()
