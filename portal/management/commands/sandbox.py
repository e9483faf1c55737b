import os
import sys

from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "Start the partner sandbox: the identity provider with its test people, on loopback."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, required=True)

    def handle(self, *, port: int, **options: object) -> None:
        """The sandbox has settings of its own, so it takes this process's place."""
        command = [sys.executable, "-m", "portal.demo.sandbox", "--port", str(port)]
        os.execv(sys.executable, command)  # noqa: S606
