"""Tables for spreadsheets: CSV in UTF-8, with the mark by which they know it."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def spreadsheet(
    name: str, head: Iterable[Any], rows: Iterable[Iterable[Any]]
) -> StreamingHttpResponse:
    """The rows as a file called `name`, sent line by line; a list has blanks between its items."""
    response = StreamingHttpResponse(_lines(head, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class _Line:
    """What a csv writer writes to: the line comes back from it."""

    def write(self, line: str) -> str:
        return line


def _lines(head: Iterable[Any], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    table = csv.writer(_Line())
    yield "\ufeff" + table.writerow(head)
    for row in rows:
        yield table.writerow(map(_cell, row))


def _cell(value: Any) -> Any:
    """A text that no spreadsheet takes for a formula: it is led by an apostrophe."""
    if value is None or isinstance(value, int | float):
        return value
    text = " ".join(value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
