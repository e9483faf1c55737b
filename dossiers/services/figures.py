"""Counts what happens to dossiers, in the transaction in which it happens."""

from dossiers.models import Dossier, ExplanationCase, Rating
from dossiers.selectors.desk_counts import Slot, slots_of
from dossiers.selectors.figures import counts_of, counts_of_explanation, counts_of_rating, step_of
from dossiers.services.desk_counts import count_move
from portal.audit.models import Event
from portal.reports.services import count_all


def count_step(dossier: Dossier, event: Event, was: frozenset[Slot] = frozenset()) -> None:
    """Count what `event` says of the dossier, and its move between lists from where it `was`."""
    count_all(counts_of(step_of(dossier, event)))
    count_move(was, slots_of(dossier))


def count_rating(rating: Rating) -> None:
    count_all(counts_of_rating(rating))


def count_explanation(case: ExplanationCase) -> None:
    count_all(counts_of_explanation(case))
