from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.demo.content import PARTS


class Command(BaseCommand):
    help = "Load the fictional demo province; what is already there stays as it is."

    def handle(self, **options):
        if not settings.DEMO:
            raise CommandError("Demo accounts are refused outside the demo (portal.settings.demo).")
        for part in PARTS:
            self.stdout.write(f"{part.__module__}.{part.__name__}")
            part()
