"""What can be recomputed of the course of dossiers."""

from collections.abc import Iterator

from dossiers.models import Dossier
from dossiers.selectors.course import course_of, kept_course
from dossiers.selectors.figures import histories
from dossiers.workflow import TABLE, Action
from portal.audit.checks import Difference, check
from portal.audit.selectors import timeline


@check("derived")
def states_follow_events() -> Iterator[Difference]:
    """State and version of each dossier are what its events make of them by the state table."""
    for dossier in Dossier.objects.order_by("pk").iterator(chunk_size=500):
        state, version = None, 0
        for event in timeline(dossier):
            action = Action(event.kind.removeprefix("dossier."))
            if state not in TABLE[action].moves:
                yield Difference(str(dossier), "impossible step", found=f"{action} from {state}")
                break
            state, version = TABLE[action].moves[state], event.payload["version"]
        if state != dossier.state:
            yield Difference(str(dossier), "state", expected=str(state), found=dossier.state)
        if version != dossier.version:
            yield Difference(
                str(dossier), "version", expected=str(version), found=str(dossier.version)
            )


@check("derived")
def courses_follow_events() -> Iterator[Difference]:
    """What is kept of how each dossier counts is what its events make of it."""
    for dossier, events in histories():
        expected, kept = course_of(dossier, events), kept_course(dossier)
        if expected != kept:
            yield Difference(str(dossier), "course", str(expected), str(kept))
