import pytest

from portal.agencies.models import Agency
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from procedures.builder.tree import add, add_section
from procedures.eforms.definition import Definition
from procedures.eforms.kinds import Kind
from procedures.eforms.words import Words
from procedures.services.start_form import start_form
from tests.client import PageClient
from tests.factories.accounts import come_in, official


@pytest.fixture
def place(db):
    return Agency.objects.create(
        name="Văn phòng UBND tỉnh", level="PROVINCE", kind="PEOPLE_COMMITTEE", since="2025-07-01"
    )


@pytest.fixture
def editor_user(place):
    return official(place, Role.EDITOR, name="Trần Văn Đậu")


@pytest.fixture
def editor(editor_user, place) -> Actor:
    return Actor("OFFICIAL", editor_user.pk, place.pk, Role.EDITOR.value)


@pytest.fixture
def approver(place) -> Actor:
    user = official(place, Role.APPROVER, name="Bùi Quốc Anh")
    return Actor("OFFICIAL", user.pk, place.pk, Role.APPROVER.value)


@pytest.fixture
def page(editor_user):
    return come_in(PageClient(), editor_user)


@pytest.fixture
def draft(editor):
    """A form with one question and one section."""
    definition, section = add_section(Definition(Words("Đơn xin", "Request")), Words("Việc"))
    definition, _path = add(definition, f"section:{section}", Kind.TEXT, Words("Lý do"))
    return start_form(definition=definition, by=editor)
