"""The demo catalogue and procedures that are called almost the same, loaded once for all tests of
the search and taken back after the last."""

import tomllib
from pathlib import Path

import pytest
from django.db import transaction

from portal.agencies.models import AgencyIdentifier
from portal.agencies.roles import Role
from portal.demo import agencies, catalogue
from tests.bench.catalogue import Line
from tests.bench.writing import write
from tests.factories import accounts

TABLE = tomllib.loads(Path(__file__).with_name("queries.toml").read_text("utf-8"))


@pytest.fixture(scope="package")
def loaded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        agencies.load()
        root = AgencyIdentifier.objects.get(code="H99").agency
        accounts.official(root, Role.APPROVER)
        catalogue.load()
        write(
            Line(code, name, "Gần giống", symbols=tuple(TABLE["mentions"].get(code, "").split()))
            for code, name in TABLE["neighbours"].items()
        )
        yield root
        transaction.set_rollback(True)


@pytest.fixture
def whole_catalogue(loaded, db):
    """The agency at the top of the province that offers all of it."""
    return loaded
