"""Bring the index up to date with one thing, or with everything a source has."""

from django.db import transaction

from portal.kernel.text import nfc
from portal.search.models import SearchEntry
from portal.search.registry import Found, source_named
from portal.search.rules.symbols import symbol_key


@transaction.atomic
def reindex(source: str, key: str) -> None:
    """Replace the entries of one thing; a thing that is not public any more leaves the index.

    Called by verbs inside their own transaction. Raises KeyError for an unknown source.
    """
    found = [entry_of(source, key, page) for page in source_named(source).load(key)]
    SearchEntry.objects.filter(source=source, key=key).delete()
    SearchEntry.objects.bulk_create(found)


@transaction.atomic
def rebuild(source: str) -> int:
    """Rebuild a whole source; the number of things in it is returned."""
    keys = list(source_named(source).keys())
    SearchEntry.objects.filter(source=source).delete()
    for key in keys:
        reindex(source, key)
    return len(keys)


def entry_of(source: str, key: str, page: Found) -> SearchEntry:
    """The row for one page, not yet saved."""
    return SearchEntry(
        source=source,
        key=key,
        language=page.language,
        title=nfc(page.title),
        alias=nfc(page.alias),
        elsewhere=nfc(page.elsewhere),
        body=nfc(page.body),
        url=page.url,
        note=nfc(page.note)[:300],
        weight=page.weight,
        symbol=symbol_key(page.symbol),
        mentions=sorted({symbol_key(symbol) for symbol in page.mentions}),
    )
