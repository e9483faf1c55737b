import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.audit.actors import SYSTEM
from procedures.services.stage_import import Tally, stage_import


class Command(BaseCommand):
    help = (
        "Reads procedures of the national database (.jsonl, .jsonl.gz, LayThuTuc JSON) into the "
        "waiting room of the catalogue. Nothing becomes public: editors accept, another publishes."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", metavar="FILE", nargs="+", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="read and count, write nothing")
        parser.add_argument("--json", action="store_true", help="print one object with the figures")

    def handle(self, *, files: list[Path], dry_run: bool, **options: object) -> None:
        missing = [str(path) for path in files if not path.is_file()]
        if missing:
            raise CommandError(f"No such file: {', '.join(missing)}")
        today = timezone.localdate()
        tallies = [
            stage_import(path=path, by=SYSTEM, today=today, dry_run=dry_run) for path in files
        ]
        total = _sum(tallies)
        self.stdout.write(_as_json(total) if options["json"] else _as_lines(total))


def _sum(tallies: list[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        for name, value in tally.figures.items():
            setattr(total, name, getattr(total, name) + value)
        total.reasons.update(tally.reasons)
    return total


def _as_json(tally: Tally) -> str:
    reasons = dict(tally.reasons.most_common())
    return json.dumps(tally.figures | {"reasons": reasons}, ensure_ascii=False)


def _as_lines(tally: Tally) -> str:
    figures = [f"{name}: {value}" for name, value in tally.figures.items()]
    reasons = [f"  {reason}: {count}" for reason, count in tally.reasons.most_common()]
    return "\n".join([*figures, *reasons])
