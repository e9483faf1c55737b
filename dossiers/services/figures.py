"""Counts what happens to dossiers, in the transaction in which it happens."""

from dossiers.models import Dossier, ExplanationCase, Rating
from dossiers.selectors.figures import counts_of, counts_of_explanation, counts_of_rating, step_of
from portal.audit.models import Event
from portal.reports.services import count_all


def count_step(dossier: Dossier, event: Event) -> None:
    """Count what `event` says of the dossier."""
    count_all(counts_of(step_of(dossier, event)))


def count_rating(rating: Rating) -> None:
    count_all(counts_of_rating(rating))


def count_explanation(case: ExplanationCase) -> None:
    count_all(counts_of_explanation(case))
