"""Counts what happens to dossiers, in the transaction in which it happens."""

from dataclasses import replace
from datetime import datetime

from dossiers.models import Course, Dossier, ExplanationCase, Overdue, Rating
from dossiers.selectors.course import course_of, kept_course, known_for_course
from dossiers.selectors.desk_counts import Slot, slots_of
from dossiers.selectors.figures import (
    count_of_breach,
    counts_of,
    counts_of_course,
    counts_of_explanation,
    counts_of_rating,
    step_of,
)
from dossiers.services.desk_counts import count_move
from portal.audit.models import Event
from portal.audit.selectors import timeline
from portal.reports.services import count_all
from portal.reports.services.rebuild import summed


def count_step(dossier: Dossier, event: Event, was: frozenset[Slot] = frozenset()) -> None:
    """Count what `event` says of the dossier, and its move between lists from where it `was`."""
    count_all(counts_of(step_of(dossier, event)))
    count_move(was, slots_of(dossier))


def keep_course(dossier: Dossier) -> None:
    """Work out anew how the dossier counts in the reports, keep it, and count what that changes:
    at the end of every verb, when all that it writes is written.
    """
    if dossier.accepted_at is None:
        return
    known = known_for_course(dossier)
    before, after = kept_course(known), course_of(known, timeline(known))
    if after is None or before == after:
        return
    settled = after.settled
    kept = {"received_on": after.received_on}
    if settled is not None:
        kept |= {"settled_on": settled.on, "outcome": settled.outcome}
        kept |= {"ending": settled.ending, "contacts": settled.contacts}
    Course.objects.update_or_create(dossier=dossier, defaults=kept)
    if before is None or before.overdue != after.overdue:
        dossier.overdue.all().delete()
        Overdue.objects.bulk_create(
            Overdue(dossier=dossier, since=since, until=until) for since, until in after.overdue
        )
    moved = summed(counts_of_course(known, after))
    moved.subtract(summed(counts_of_course(known, before)))
    count_all(replace(each, amount=amount) for each, amount in moved.items())


def count_rating(rating: Rating) -> None:
    count_all(counts_of_rating(rating))


def count_breach(dossier: Dossier, kind: str, at: datetime) -> None:
    """Count a breach that no move of the dossier tells of."""
    count_all([count_of_breach(dossier, kind, at)])


def count_explanation(case: ExplanationCase) -> None:
    count_all(counts_of_explanation(case))
