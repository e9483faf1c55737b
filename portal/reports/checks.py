"""What can be recomputed of the figures, for the `verify` command."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from django.db import connection

from portal.audit.checks import Difference, check
from portal.reports.models import Delta, Figure, Grain
from portal.reports.registry import Recount, registered
from portal.reports.services.rebuild import summed
from portal.reports.values import Count

FIELDS = "subject_kind, subject_key, name, day, amount, detail, agency_id"
# Each change counts for its agency and for all agencies together, as the roll-up has it.
KEPT = f"""
    SELECT {FIELDS.replace("amount", "SUM(amount)::bigint")} FROM (
        SELECT {FIELDS.replace("day", "since AS day")}
          FROM {Figure._meta.db_table} WHERE grain = '{Grain.DAY}'
        UNION ALL
        SELECT {FIELDS} FROM {Delta._meta.db_table} WHERE agency_id IS NOT NULL
        UNION ALL
        SELECT {FIELDS.replace("agency_id", "NULL")} FROM {Delta._meta.db_table}
    ) AS kept
    WHERE subject_kind = %s
    GROUP BY {FIELDS.replace("amount, ", "")}
"""  # noqa: S608 — the tables' names come from the models
MONTHS = f"""
    SELECT subject_kind, subject_key, name, month, 1, detail, agency_id,
           COALESCE(SUM(amount) FILTER (WHERE grain = '{Grain.DAY}'), 0)::bigint,
           COALESCE(SUM(amount) FILTER (WHERE grain = '{Grain.MONTH}'), 0)::bigint
      FROM (SELECT *, date_trunc('month', since)::date AS month FROM {Figure._meta.db_table}) f
     GROUP BY subject_kind, subject_key, name, month, detail, agency_id
"""  # noqa: S608


@check("derived")
def figures_come_out_again() -> Iterator[Difference]:
    """Every figure of a day, counted once more from what it is a figure of, is the same.

    People go on working meanwhile: what differs is looked at again, and only what differs by the
    same both times is reported.
    """
    for kind, recount in registered().items():
        first = _off(kind, recount)
        second = _off(kind, recount) if first else {}
        for each in sorted(first.keys() & second.keys(), key=str):
            expected, kept = second[each]
            if kept - expected == first[each][1] - first[each][0]:
                yield _difference(each, expected, kept)


@check("derived")
def months_are_sums_of_days() -> Iterator[Difference]:
    with connection.cursor() as cursor:
        cursor.execute(MONTHS)
        for *about, days, month in cursor.fetchall():
            if days != month:
                yield _difference(Count(*about), days, month, "month")


def _off(kind: str, recount: Recount) -> dict[Count, tuple[int, int]]:
    """The figures that differ: what they should be and what they are."""
    expected, kept = _for_all_agencies(summed(recount())), _kept(kind)
    return {
        each: (expected[each], kept[each])
        for each in expected.keys() | kept.keys()
        if expected[each] != kept[each]
    }


def _kept(kind: str) -> Counter[Count]:
    with connection.cursor() as cursor:
        cursor.execute(KEPT, [kind])
        rows = [Count(*row) for row in cursor.fetchall()]
    return Counter({replace(row, amount=1): row.amount for row in rows})


def _for_all_agencies(sums: Counter[Count]) -> Counter[Count]:
    both: Counter[Count] = Counter(sums)
    for each, amount in sums.items():
        if each.agency_id is not None:
            both[replace(each, agency_id=None)] += amount
    return both


def _difference(each: Count, expected: int, found: int, what: str = "figure") -> Difference:
    thing = f"{each.subject_kind} {each.subject_key}"
    agency = f" agency {each.agency_id}" if each.agency_id else ""
    detail = f" {each.detail}" if each.detail else ""
    problem = f"{what} {each.name}{detail} of {each.day}{agency}"
    return Difference(thing, problem, str(expected), str(found))
