from datetime import date

import pytest

from portal.agencies.models import Agency, AgencyIdentifier
from portal.demo import agencies as demo


@pytest.fixture
def province(db):
    """The agencies of the demo province by code."""
    demo.load()
    codes = AgencyIdentifier.objects.filter(form="NEW").select_related("agency")
    return {identifier.code: identifier.agency for identifier in codes.order_by("code")}


@pytest.fixture
def ward(db, monkeypatch):
    """The province with nothing but the ward of Bến Mây, for tests that need no more."""
    few = [plan for plan in demo.plans() if plan.code in ("H99", "H99.22")]
    monkeypatch.setattr(demo, "plans", lambda: few)
    demo.load()
    return Agency.objects.get(level=Agency.Level.COMMUNE)


@pytest.fixture
def someone(django_user_model):
    """Makes officials by name."""

    def make(name: str = "Đỗ Minh Quân"):
        return django_user_model.objects.create_user(full_name=name, kind="OFFICIAL", is_staff=True)

    return make


@pytest.fixture
def today():
    return date(2026, 11, 21)


@pytest.fixture
def unit(province):
    return lambda code: Agency.objects.get(pk=province[code].pk)
