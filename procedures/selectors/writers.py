"""Who wrote a revision, from the history of its fields."""

from collections.abc import Iterator

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from portal.kernel.text import sort_key
from procedures.models import (
    LocalExemption,
    LocalFee,
    LocalLimit,
    LocalTerms,
    Revision,
    Settlement,
)
from procedures.models.guard import parts, revision_path


def editors_of(revision: Revision) -> set[int]:
    """Ids of everyone who wrote any part of the revision, also parts since removed, or put right
    the import that it was made of."""
    settled = Settlement.objects.filter(imported__revision=revision)
    settlers = set(settled.values_list("by_id", flat=True).distinct())
    return _writers(revision.created_by_id, _histories(revision)) | settlers


def editors_of_local(terms: LocalTerms) -> set[int]:
    """Ids of everyone who wrote any line of the local terms."""
    histories = [LocalTerms.history.filter(id=terms.pk)]
    for model in (LocalFee, LocalLimit, LocalExemption):
        histories.append(model.history.filter(local_terms=terms.pk))
    return _writers(terms.created_by_id, histories)


def names_of(users: set[int]) -> list[str]:
    """Their names, in the order of the alphabet."""
    found = get_user_model().objects.filter(pk__in=users)
    return sorted(found.values_list("full_name", flat=True), key=sort_key)


def _histories(revision: Revision) -> Iterator[QuerySet]:
    yield Revision.history.filter(id=revision.pk)
    for model in parts():
        yield model.history.filter(**{revision_path(model): revision.pk})
    if revision.form_id:
        # What locks a form is its publication: who published it may publish it again.
        yield type(revision.form).history.filter(id=revision.form_id, locked=False)


def _writers(author: int | None, histories) -> set[int]:
    found = {author}
    for history in histories:
        found |= set(history.values_list("history_user_id", flat=True).distinct())
    return {user for user in found if user is not None}
