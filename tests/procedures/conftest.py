from datetime import date, datetime

import pytest
import time_machine
from django.db import transaction

from portal.agencies.models import AgencyIdentifier
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.demo import agencies, catalogue
from portal.kernel.calendar import VIETNAM
from procedures.models import PriorityEntry, Procedure
from procedures.selectors import published
from procedures.services.priority_list import open_priority_list, propose_service
from tests.factories import accounts

# Before any day on which a test takes place.
LOADED_AT = datetime(2026, 11, 20, 8, tzinfo=VIETNAM)
FEW = {"1.001193", "1.014063", "3.000347"}


def _province():
    agencies.load()
    root = AgencyIdentifier.objects.get(code="H99").agency
    accounts.official(root, Role.APPROVER, name="Vũ Thị Hiền")
    return root


def _is_transactional(test) -> bool:
    marker = test.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture(scope="module", autouse=True)
def rows(request, django_db_blocker):
    """What the tests of a file start from, loaded once before the first and taken back after the
    last: the demo province, and as much of its catalogue as any test of the file asks for."""
    tests = [each for each in request.session.items if each.module is request.module]
    asked = {name for each in tests for name in each.fixturenames}
    if "province" not in asked or any(map(_is_transactional, tests)):
        yield None
        return
    request.getfixturevalue("django_db_setup")
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(LOADED_AT, tick=False):
            root = _province()
            if "whole_catalogue" in asked:
                catalogue.load()
            elif "demo_catalogue" in asked:
                catalogue.load(FEW)
        yield root
        transaction.set_rollback(True)


@pytest.fixture
def province(rows, db):
    """The demo province with somebody who approves."""
    return rows or _province()


@pytest.fixture
def demo_catalogue(rows, province):
    """A few procedures of the demo at least."""
    if rows is None:
        catalogue.load(FEW)
    return province


@pytest.fixture
def whole_catalogue(province):
    return province


def _actor(place, role, name) -> Actor:
    user = accounts.official(place, role, name=name)
    return Actor("OFFICIAL", user.pk, place.pk, role.value)


@pytest.fixture
def editor(province) -> Actor:
    return _actor(province, Role.EDITOR, "Trần Văn Đậu")


@pytest.fixture
def approver(province) -> Actor:
    return _actor(province, Role.APPROVER, "Bùi Quốc Anh")


@pytest.fixture
def secretary(province) -> Actor:
    return _actor(province, Role.SECRETARY, "Lương Bích Thủy")


@pytest.fixture
def birth(demo_catalogue) -> Procedure:
    return published("1.001193").procedure


@pytest.fixture
def proposed(birth, editor, secretary) -> PriorityEntry:
    """The registration of births, proposed for the list of 2026."""
    found = open_priority_list(year=2026, by=secretary)
    wish = {"level": 4, "by_when": date(2026, 12, 31), "reason": "Nhiều người cần."}
    return propose_service(found=found, procedure=birth, by=editor, **wish)
