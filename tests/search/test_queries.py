"""The table of `queries.toml`: what people type, and the procedure that must come first."""

from datetime import date
from unicodedata import normalize

import pytest
from django.utils.translation import override

from portal.search.selectors import find
from tests.search.conftest import TABLE

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
ROWS = [
    pytest.param(normalize(form, typed), first.split(", "), group.get("language", "vi"), id=typed)
    for group in TABLE["group"]
    for typed, first in group["queries"].items()
    for form in ("NFD" if group.get("decomposed") else "NFC",)
]


@pytest.mark.parametrize(("typed", "first", "language"), ROWS)
def test_people_find_what_they_mean(loaded, typed, first, language):
    with override(language):
        results = find(typed, today=TODAY)
    shown = [*results.hits, *results.similar]
    assert shown, "nothing found"
    assert shown[0].key in first, [f"{hit.key} {hit.title}" for hit in shown[:4]]


def test_the_table_is_as_large_as_promised():
    assert len(ROWS) >= 100
