"""`manage.py verify`: recompute what can be recomputed, name every difference."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.audit import checks
from portal.audit.models import Seal


class Command(BaseCommand):
    help = "Recomputes what can be recomputed and reports every difference; exit status 1 if any."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("area", nargs="?", default="all", choices=[*checks.AREAS, "all"])
        parser.add_argument(
            "--json", action="store_true", help="one JSON object on standard output"
        )

    def handle(self, *, area: str, **options: Any) -> None:
        areas = checks.AREAS if area == "all" else (area,)
        results = list(checks.run(areas))
        report = self._as_json if options["json"] else self._as_text
        report(results)
        if any(differences for _, _, differences in results):
            raise SystemExit(1)

    def _as_json(self, results: list) -> None:
        head = Seal.objects.order_by("-number").values("number", "digest").first()
        findings = [
            {"area": area, "check": name, **difference.as_dict()}
            for area, name, differences in results
            for difference in differences
        ]
        ran = [name for _, name, _ in results]
        self.stdout.write(json.dumps({"differences": findings, "checks": ran, "head": head}))

    def _as_text(self, results: list) -> None:
        for area, name, differences in results:
            verdict = f"{len(differences)} difference(s)" if differences else "in order"
            self.stdout.write(f"{area}  {name.rpartition('.')[2]}: {verdict}")
            for difference in differences:
                self.stdout.write(f"    {difference}")
        head = Seal.objects.order_by("-number").first()
        if head:
            self.stdout.write(f"last seal: {head.number} {head.digest}")
