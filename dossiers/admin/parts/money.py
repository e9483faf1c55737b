from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.models import Dossier
from dossiers.selectors.money.story import open_irregularities, story_of
from dossiers.words.money import charge_row, standing
from portal.audit.actors import Actor
from procedures.words import amount_words


def part(dossier: Dossier, user, actor: Actor) -> dict | None:
    """What is owed and how it stands; nothing where the dossier costs nothing."""
    story = story_of(dossier)
    if story.is_empty:
        return None
    words, tone = standing(story.book, story.open_demand)
    demand = story.open_demand
    return {
        "standing": words,
        "tone": tone,
        "columns": [_("Charge"), _("Ground"), {"label": _("Amount"), "kind": "number"}],
        "charges": [charge_row(charge) for charge in story.charges],
        "unpaid": amount_words(demand.amount) if demand else "",
        "is_late": bool(demand and demand.late_at),
        "waiting": any(row.state == "TO_APPROVE" for row in story.attempts),
        "asks_relief": any(row.state == "CLAIMED" for row in story.claims),
        "is_odd": bool(open_irregularities(dossier)),
        "url": reverse("money:dossier", args=[dossier.public_id]),
    }
