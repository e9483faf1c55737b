"""The table of `queries.toml`: what people type, and the procedure that must come first.

The catalogue is loaded once for all of them, with procedures that are called almost the same.
"""

import tomllib
from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest
from django.db import transaction
from django.utils.translation import override

from portal.agencies.models import AgencyIdentifier
from portal.agencies.roles import Role
from portal.demo import agencies, catalogue
from portal.search.selectors import find
from tests.bench.catalogue import Line
from tests.bench.writing import write
from tests.factories import accounts

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
TABLE = tomllib.loads(Path(__file__).with_name("queries.toml").read_text("utf-8"))
ROWS = [
    pytest.param(normalize(form, typed), first.split(", "), group.get("language", "vi"), id=typed)
    for group in TABLE["group"]
    for typed, first in group["queries"].items()
    for form in ("NFD" if group.get("decomposed") else "NFC",)
]


@pytest.fixture(scope="module")
def everything(django_db_setup, django_db_blocker):
    """The demo catalogue and its neighbours; taken back after the last query."""
    with django_db_blocker.unblock(), transaction.atomic():
        agencies.load()
        root = AgencyIdentifier.objects.get(code="H99").agency
        accounts.official(root, Role.APPROVER)
        catalogue.load()
        write(
            Line(code, name, "Gần giống", symbols=tuple(TABLE["mentions"].get(code, "").split()))
            for code, name in TABLE["neighbours"].items()
        )
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(("typed", "first", "language"), ROWS)
def test_people_find_what_they_mean(everything, typed, first, language):
    with override(language):
        results = find(typed, today=TODAY)
    shown = [*results.hits, *results.similar]
    assert shown, "nothing found"
    assert shown[0].key in first, [f"{hit.key} {hit.title}" for hit in shown[:4]]


def test_the_table_is_as_large_as_promised():
    assert len(ROWS) >= 100
