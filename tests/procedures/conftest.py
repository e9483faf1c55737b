import pytest

from portal.agencies.models import AgencyIdentifier
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.demo import agencies, catalogue
from tests.factories import accounts


@pytest.fixture
def province(db):
    """The demo province with somebody who approves."""
    agencies.load()
    root = AgencyIdentifier.objects.get(code="H99").agency
    accounts.official(root, Role.APPROVER, name="Vũ Thị Hiền")
    return root


@pytest.fixture
def demo_catalogue(province):
    """A few procedures of the demo: enough for most tests, and quick."""
    catalogue.load({"1.001193", "1.014063", "3.000347"})
    return province


@pytest.fixture
def whole_catalogue(province):
    catalogue.load()
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
