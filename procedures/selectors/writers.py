"""Who wrote a revision, from the history of its fields."""

from django.db.models import QuerySet

from procedures.models import (
    Case,
    Channel,
    EligibilityOutcome,
    EligibilityQuestion,
    Fee,
    Paper,
    Revision,
)


def editors_of(revision: Revision) -> set[int]:
    """Ids of everyone who wrote any part of the revision, from its field history."""
    writers = {revision.created_by_id}
    for history in _histories(revision):
        writers |= set(history.values_list("history_user_id", flat=True).distinct())
    return {user for user in writers if user is not None}


def _histories(revision: Revision) -> list[QuerySet]:
    histories = [
        Revision.history.filter(id=revision.pk),
        Fee.history.filter(channel__revision=revision.pk),
    ]
    parts = (Case, Channel, Paper, EligibilityQuestion, EligibilityOutcome)
    histories += [model.history.filter(revision=revision.pk) for model in parts]
    if revision.form_id:
        histories.append(type(revision.form).history.filter(id=revision.form_id))
    return histories
