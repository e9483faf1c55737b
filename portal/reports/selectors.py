"""Reading figures: what was rolled up and what was not yet, in one statement."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from django.db import connection

from portal.reports.models import Delta, Figure, Grain
from portal.reports.rules.names import Name
from portal.reports.values import Span, Totals

READ = f"""
    WITH piece (span, grain, since, until) AS (VALUES %(pieces)s),
         whole (span, since, until) AS (VALUES %(spans)s)
    SELECT span, name, detail, SUM(amount)::bigint FROM (
        SELECT piece.span, name, detail, amount
          FROM {Figure._meta.db_table} figure
          JOIN piece ON figure.grain = piece.grain
                    AND figure.since BETWEEN piece.since AND piece.until
         WHERE subject_kind = %%s AND subject_key = %%s AND agency_id IS NOT DISTINCT FROM %%s
        UNION ALL
        SELECT whole.span, name, detail, amount
          FROM {Delta._meta.db_table} delta
          JOIN whole ON delta.day BETWEEN whole.since AND whole.until
         WHERE subject_kind = %%s AND subject_key = %%s
           AND (%%s::bigint IS NULL OR agency_id = %%s::bigint)
    ) AS counted
    GROUP BY span, name, detail
"""  # noqa: S608 — the tables' names come from the models, the rest are parameters

BY_SUBJECT = f"""
    WITH piece (span, grain, since, until) AS (VALUES %(pieces)s),
         whole (span, since, until) AS (VALUES %(spans)s)
    SELECT span, subject_key, name, detail, SUM(amount)::bigint FROM (
        SELECT piece.span, subject_key, name, detail, amount
          FROM {Figure._meta.db_table} figure
          JOIN piece ON figure.grain = piece.grain
                    AND figure.since BETWEEN piece.since AND piece.until
         WHERE agency_id = ANY(%%s) AND name = ANY(%%s) AND subject_kind = %%s
        UNION ALL
        SELECT whole.span, subject_key, name, detail, amount
          FROM {Delta._meta.db_table} delta
          JOIN whole ON delta.day BETWEEN whole.since AND whole.until
         WHERE agency_id = ANY(%%s) AND name = ANY(%%s) AND subject_kind = %%s
    ) AS counted
    GROUP BY span, subject_key, name, detail
"""  # noqa: S608


def figures(
    subject_kind: str,
    subject_key: str,
    spans: Mapping[str, Span],
    agency_id: int | None = None,
) -> dict[str, Totals]:
    """The figures of one subject over each of the named spans, over all agencies or of one.

    One statement, so that a roll-up in between neither hides nor doubles anything. Reads at most a
    row a month and figure, and the days of two broken months.
    """
    statement, values = _over(READ, spans)
    about = [subject_kind, subject_key]
    found: dict[str, dict[tuple[str, str], int]] = {name: {} for name in spans}
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *about, agency_id, *about, agency_id, agency_id])
        for span, name, detail, amount in cursor.fetchall():
            found[span][name, detail] = amount
    return {name: Totals(amounts) for name, amounts in found.items()}


def figures_by_subject(
    subject_kind: str,
    spans: Mapping[str, Span],
    agencies: Iterable[int],
    names: Iterable[Name],
) -> dict[str, dict[str, Totals]]:
    """These figures of all subjects of a kind, over each of the named spans and over the agencies
    together: by subject, then by span. One statement.
    """
    statement, values = _over(BY_SUBJECT, spans)
    about = [list(agencies), [str(name) for name in names], subject_kind]
    found: dict[str, dict[str, dict[tuple[str, str], int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, *about, *about])
        for span, key, name, detail, amount in cursor.fetchall():
            by_span = found.setdefault(key, {name: {} for name in spans})
            by_span[span][name, detail] = amount
    return {
        key: {span: Totals(amounts) for span, amounts in by_span.items()}
        for key, by_span in found.items()
    }


def _over(statement: str, spans: Mapping[str, Span]) -> tuple[str, list]:
    """The statement with its spans written in, and their values."""
    pieces = [
        [name, *piece] for name, span in spans.items() for piece in _pieces(span.since, span.until)
    ]
    whole = [[name, span.since, span.until] for name, span in spans.items()]
    values = [value for row in (*pieces, *whole) for value in row]
    return statement % {"pieces": _rows(pieces), "spans": _rows(whole)}, values


def _rows(rows: list[list]) -> str:
    casts = {str: "%s", date: "%s::date"}
    return ", ".join(f"({', '.join(casts[type(value)] for value in row)})" for row in rows)


def _pieces(since: date, until: date) -> Iterator[tuple[str, date, date]]:
    """The span as whole months, and the days before and after them."""
    first = since if since.day == 1 else _month_after(since)
    end = until + timedelta(days=1)
    last = end.replace(day=1)
    if first >= last:
        yield str(Grain.DAY), since, until
        return
    yield str(Grain.MONTH), first, last - timedelta(days=1)
    if since < first:
        yield str(Grain.DAY), since, first - timedelta(days=1)
    if last < end:
        yield str(Grain.DAY), last, until


def _month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
