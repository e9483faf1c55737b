"""`manage.py verify_package FILE`: whether a packed dossier is what the portal once packed."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dossiers.selectors.archive.verify import PROBLEMS, signed_by, verify_package
from portal.documents.container import Fault


class Command(BaseCommand):
    help = "Names whatever was altered, taken from or added to a packed dossier; status 1 if any."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--away",
            action="store_true",
            help="the package comes from another portal: leave the log of this one out of it",
        )

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            data = file.read_bytes()
        except OSError as unreadable:
            raise CommandError(f"{file}: {unreadable.strerror}") from unreadable
        faults, doubts = verify_package(data, at_home=not options["away"])
        for fault in [*faults, *doubts]:
            self.stdout.write(_line(fault))
        if faults:
            raise SystemExit(1)
        report = signed_by(data)
        moment = report.signed_at.isoformat() if report and report.signed_at else "–"
        self.stdout.write(f"in order, signed by {report.agency if report else '–'} at {moment}")


def _line(fault: Fault) -> str:
    words = PROBLEMS[fault.problem]
    return f"{fault.path}: {words}" if fault.path else words
