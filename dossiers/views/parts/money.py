from dossiers.models import Dossier
from dossiers.money_words import standing
from dossiers.selectors.money.story import story_of
from procedures.words import amount_words


def part(dossier: Dossier, user) -> dict | None:
    """What is to pay and how it stands; nothing where the dossier costs nothing."""
    story = story_of(dossier)
    if story.is_empty:
        return None
    words, tone = standing(story.book, story.open_demand)
    return {
        "standing": words,
        "tone": tone,
        "due": amount_words(story.book.due),
        "unpaid": amount_words(story.book.unpaid) if story.open_demand else "",
        "pay_by": story.open_demand.pay_by if story.open_demand else None,
    }
