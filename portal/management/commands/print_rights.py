from django.core.management.base import BaseCommand

from portal.rights import RIGHTS, who_may
from portal.routes import routes


class Command(BaseCommand):
    help = "Print who may open which address, as the rights table says."

    def handle(self, **options: object) -> None:
        for name, path in sorted(routes().items()):
            self.stdout.write(f"{who_may(name) or 'NOBODY'!s:<48} {name:<46} /{path}")
        self.stdout.write(f"{len(RIGHTS)} rows")
