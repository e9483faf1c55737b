"""What can be recomputed of the reports on handling, for the `verify` command."""

from collections.abc import Iterator

from dossiers.selectors.course import course_of, kept_course
from dossiers.selectors.figures import histories
from portal.audit.checks import Difference, check


@check("derived")
def courses_follow_events() -> Iterator[Difference]:
    """What is kept of how each dossier counts is what its events make of it."""
    for dossier, events in histories():
        expected, kept = course_of(dossier, events), kept_course(dossier)
        if expected != kept:
            yield Difference(str(dossier), "course", str(expected), str(kept))
