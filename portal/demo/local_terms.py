"""What the demo province lays down itself: amounts the People's Council decides, shorter times."""

import tomllib
from pathlib import Path
from typing import Any

from django.db import transaction

from portal.audit.actors import Actor
from portal.demo.catalogue import publisher
from procedures.models import LocalExemption, LocalFee, LocalLimit, LocalTerms, Procedure
from procedures.services.publish_local import publish_local

FILE = Path(__file__).parent / "procedures" / "local" / "terms.toml"
LINES = {"fees": LocalFee, "limits": LocalLimit, "exemptions": LocalExemption}


def load() -> None:
    """Publishes every text of the file over the procedures that are there, once."""
    by = publisher()
    texts = tomllib.loads(FILE.read_text("utf-8"))["terms"]
    made = [
        _text(text, procedure, by)
        for text in texts
        for procedure in Procedure.objects.filter(
            code__in=text["procedures"], current__isnull=False
        )
    ]
    if any(made):
        print(f"Catalogue: {sum(made)} terms of the province")


@transaction.atomic
def _text(text: dict[str, Any], procedure: Procedure, by: Actor) -> bool:
    """True when the text was not there before."""
    if procedure.local_terms.filter(symbol=text["symbol"]).exists():
        return False
    facts = {name: said for name, said in text.items() if name not in {*LINES, "procedures"}}
    terms = LocalTerms.objects.create(procedure=procedure, **facts)
    for name, model in LINES.items():
        for order, row in enumerate(text.get(name, []), 1):
            model.objects.create(local_terms=terms, order=order, **row)
    publish_local(terms=terms, by=by, expected_version=terms.version)
    return True
