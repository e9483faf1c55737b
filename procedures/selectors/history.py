"""Revisions that the public has seen."""

from procedures.models import Procedure, Revision
from procedures.workflow import State

SEEN = (State.PUBLISHED, State.SUPERSEDED, State.WITHDRAWN)


def published_revisions(procedure: Procedure) -> list[Revision]:
    """Every revision that was ever published, newest first."""
    found = procedure.revisions.filter(state__in=SEEN).select_related("form__form")
    return list(found.order_by("-number"))


def revision_before(revision: Revision) -> Revision | None:
    """The published revision that this one follows; None for the first."""
    seen = revision.procedure.revisions.filter(state__in=SEEN, number__lt=revision.number)
    return seen.select_related("form__form").order_by("-number").first()
