"""Numbers of a series: gap-free, never repeated."""

from functools import cache
from typing import Any

from django.db import connection, models
from psycopg import sql

NEXT = sql.SQL("""
    INSERT INTO {table} ({columns}, last) VALUES ({values}, 1)
    ON CONFLICT ({columns}) DO UPDATE SET last = {table}.last + 1
    RETURNING last
""")


def next_number(counter: type[models.Model], **series: Any) -> int:
    """Take the next number of a series inside the caller's transaction, beginning with 1.

    `counter` keeps the `last` number of each series; `series` names its columns. The counter's row
    stays locked until the transaction ends, so that one that fails gives its number back and no
    other sees a gap.
    """
    with connection.cursor() as cursor:
        cursor.execute(_next(counter._meta.db_table, tuple(series)), list(series.values()))
        (number,) = cursor.fetchone()
    return number


@cache
def _next(table: str, columns: tuple[str, ...]) -> str:
    comma = sql.SQL(", ")
    parts = {
        "table": sql.Identifier(table),
        "columns": comma.join(map(sql.Identifier, columns)),
        "values": comma.join([sql.Placeholder()] * len(columns)),
    }
    return NEXT.format(**parts).as_string(None)
