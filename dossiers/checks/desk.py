"""What can be recomputed of the lists of the desks."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Min

from dossiers.models import Dossier, Message
from dossiers.selectors.desk_counts import Slot, kept, recounted
from portal.audit.checks import Difference, check


@check("derived")
def lists_are_counted_right() -> Iterator[Difference]:
    """The kept counts of the lists are what counting all dossiers gives.

    People go on working meanwhile: only what is off by the same twice is reported.
    """
    first = _off_by()
    second = _off_by() if first else {}
    for slot in sorted(first.keys() & second.keys()):
        expected, found = second[slot]
        if found - expected == first[slot][1] - first[slot][0]:
            yield Difference(" ".join(map(str, slot)), "count", str(expected), str(found))


def _off_by() -> dict[Slot, tuple[int, int]]:
    expected, found = Counter(dict(recounted())), kept()
    slots = expected.keys() | found.keys()
    return {s: (expected[s], found[s]) for s in slots if expected[s] != found[s]}


@check("derived")
def questions_follow_messages() -> Iterator[Difference]:
    """A dossier says when the first of its waiting messages must be answered."""
    said = Dossier.objects.exclude(question_due_at=None).values_list("pk", "question_due_at")
    waiting = Message.objects.filter(due_at__isnull=False, settled_at=None).order_by()
    first = waiting.values("dossier").annotate(first=Min("due_at")).values_list("dossier", "first")
    found, expected = dict(said), dict(first)
    for pk in sorted(found.keys() | expected.keys()):
        if found.get(pk) != expected.get(pk):
            yield Difference(
                str(pk), "message to answer", str(expected.get(pk)), str(found.get(pk))
            )
