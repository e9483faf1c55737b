"""Questions before filing, of the demo procedures that have them."""

import tomllib
from pathlib import Path

from procedures.models import EligibilityOutcome, EligibilityQuestion, Revision

FOLDER = Path(__file__).with_name("procedures") / "eligibility"


def add(revision: Revision) -> None:
    """Writes the questions and outcomes of the procedure into its draft."""
    file = FOLDER / f"{revision.procedure.code}.toml"
    if not file.exists():
        return
    facts = tomllib.loads(file.read_text("utf-8"))
    for order, row in enumerate(facts["questions"], 1):
        EligibilityQuestion.objects.create(revision=revision, order=order, **row)
    for order, row in enumerate(facts["outcomes"], 1):
        EligibilityOutcome.objects.create(revision=revision, order=order, **row)
