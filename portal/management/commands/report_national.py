"""`manage.py report_national`: have the national portal told of what it does not know yet."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dossiers.models import Dossier
from dossiers.services.report_national import SETTLED, catch_up, want_all
from portal.integrations.national.port import NAME
from portal.integrations.selectors import is_on


class Command(BaseCommand):
    help = "Sends for reports that are behind; --open also tells of open dossiers never told of."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--open", action="store_true", help="open dossiers never told of")

    def handle(self, **options: Any) -> None:
        if not is_on(NAME):
            raise CommandError("The national portal is not connected, or switched off.")
        told = want_all(dossiers=Dossier.objects.filter(closed_at=None)) if options["open"] else 0
        later = timezone.now() + SETTLED + timedelta(seconds=1)
        self.stdout.write(f"{told} new, {catch_up(now=later)} behind")
