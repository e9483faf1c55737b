"""How many dossiers lie in each list: kept, never counted on a request."""

from collections import Counter
from collections.abc import Iterable, Iterator

from django.db import connection
from django.db.models import Count

from dossiers.models import DeskChange, DeskCount, Dossier
from dossiers.models.desk import Place
from dossiers.workflow import FINAL

Slot = tuple[str, int, str]
"""A place, its id, and a state or `QUESTION`."""

QUESTION = "QUESTION"
"""Counts a dossier, in whatever state, while a message of its applicant waits for an answer."""

READ = f"""
    SELECT place, state, SUM(amount)::bigint FROM (
        SELECT place, place_id, state, amount FROM {DeskCount._meta.db_table}
        UNION ALL
        SELECT place, place_id, state, amount FROM {DeskChange._meta.db_table}
    ) AS kept
    WHERE (place, place_id) IN (
        SELECT * FROM unnest(%s::text[], %s::bigint[])
    )
    GROUP BY place, state
"""  # noqa: S608 — the tables' names come from the models
COLUMNS = {
    Place.DESK: "receiving_agency_id",
    Place.UNIT: "holder_id",
    Place.PERSON: "assignee_id",
}


def slots_of(dossier: Dossier) -> frozenset[Slot]:
    """Where a dossier lies: what is finished only while a question on it waits."""
    counted_as = [] if dossier.state in FINAL or not dossier.state else [str(dossier.state)]
    if dossier.question_due_at is not None:
        counted_as.append(QUESTION)
    return frozenset(
        (place.value, getattr(dossier, column), what)
        for place, column in COLUMNS.items()
        if getattr(dossier, column) is not None
        for what in counted_as
    )


def counts_at(places: Iterable[tuple[Place, int]]) -> Counter[tuple[str, str]]:
    """Dossiers by kind of place and state, over all of the places; one statement, so that a
    roll-up in between neither hides nor doubles anything.
    """
    wanted = sorted({(str(place), pk) for place, pk in places})
    if not wanted:
        return Counter()
    kinds, ids = zip(*wanted, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(READ, [list(kinds), list(ids)])
        return Counter({(place, state): number for place, state, number in cursor.fetchall()})


def recounted() -> Iterator[tuple[Slot, int]]:
    """What the counts should be, from the dossiers themselves."""
    for place, column in COLUMNS.items():
        rows = Dossier.objects.exclude(state__in=FINAL).exclude(**{column: None})
        grouped = rows.order_by().values(column, "state").annotate(number=Count("pk"))
        for row in grouped.order_by(column, "state"):
            yield (place.value, row[column], row["state"]), row["number"]
        asked = Dossier.objects.exclude(question_due_at=None).exclude(**{column: None})
        for row in asked.order_by(column).values(column).annotate(number=Count("pk")):
            yield (place.value, row[column], QUESTION), row["number"]


def kept() -> Counter[Slot]:
    """What is kept, all of it."""
    found: Counter[Slot] = Counter()
    for model in (DeskCount, DeskChange):
        for row in model.objects.order_by("pk").values("place", "place_id", "state", "amount"):
            found[row["place"], row["place_id"], row["state"]] += row["amount"]
    return found
