"""Throwing a draft away."""

from dossiers.models import Draft


def discard_draft(*, draft: Draft, by) -> None:
    """Delete a draft with its answers; nothing of it was ever sent.

    Raises `Draft.DoesNotExist` when it is not the draft of `by`.
    """
    Draft.objects.get(pk=draft.pk, owner=by).delete()
