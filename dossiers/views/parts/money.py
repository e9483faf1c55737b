from django.utils.translation import gettext as _

from dossiers.models import Attempt, Demand, Dossier
from dossiers.selectors.money.story import story_of
from dossiers.words.money import standing
from procedures.words import amount_words

BEING_CHECKED = (Attempt.State.TO_APPROVE, Attempt.State.CHECKING)


def part(dossier: Dossier, user) -> dict | None:
    """What is to pay and how it stands; nothing where the dossier costs nothing."""
    story = story_of(dossier)
    if story.is_empty:
        return None
    demand = story.open_demand
    words, tone = standing(story.book, demand)
    if dossier.is_final and story.book.unpaid and demand is None:
        words, tone = _("no longer asked for"), "info"
    return {
        "standing": words,
        "tone": tone,
        "due": amount_words(story.book.due),
        "unpaid": amount_words(story.book.unpaid) if demand else "",
        "pay_by": demand.pay_by if demand else None,
        "is_checked": demand is not None and _is_checked(demand),
    }


def _is_checked(demand: Demand) -> bool:
    """Money was sent, and the agency has yet to find it."""
    return any(row.state in BEING_CHECKED for row in demand.attempts.all())
