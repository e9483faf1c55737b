"""`manage.py rebuild_figures`: count every figure again from what it is a figure of."""

from typing import Any

from django.core.management.base import BaseCommand

from dossiers.services.desk_counts import recount_desk
from portal.reports.services import rebuild


class Command(BaseCommand):
    help = "Counts all figures again; running it twice changes nothing."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{rebuild()} figures, {recount_desk()} counts of lists")
