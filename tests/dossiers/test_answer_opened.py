"""A request for one answer in a row: the rest of the row stays closed, and reads in words."""

import pytest

from dossiers.models import SupplementItem
from dossiers.selectors.desk import fields_to_ask
from dossiers.services.supplement import ask
from portal.agencies.roles import Role
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import commune
from tests.factories.dossiers import submitted
from tests.factories.procedures import procedure

pytestmark = pytest.mark.django_db

PLACE = {
    "key": "place",
    "kind": "choice",
    "label": {"vi": "Nơi học"},
    "options": [{"key": "n", "label": {"vi": "Nhà"}}, {"key": "t", "label": {"vi": "Trường"}}],
}
NAME = {"key": "name", "kind": "text", "label": {"vi": "Tên"}}
KIDS = {"key": "kids", "kind": "group", "label": {"vi": "Con"}, "fields": [NAME, PLACE]}
FORM = {
    "title": {"vi": "Tờ khai"},
    "sections": [{"key": "s", "title": {"vi": "Gia đình"}, "fields": [NAME, KIDS]}],
}
KEPT = {"name": "Mận", "kids": [{"name": "An", "place": "n"}, {"name": "Bình", "place": "n"}]}


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def dossier(place):
    return submitted(citizen(), place, revision=procedure(place, form=FORM), answers=KEPT)


def request_for(dossier, desk, key):
    choice = fields_to_ask(dossier)[f"field-{key}"]
    item = SupplementItem(
        field_key=key, label=choice.label, before=choice.before, reason="Chưa khớp sổ gốc."
    )
    common = {"phase": "DESK", "items": [item], "reason": "Chưa khớp"}
    ask(dossier=dossier, by=desk, expected_version=dossier.version, **common)
    dossier.refresh_from_db()


def test_one_answer_in_a_row_is_answered_and_compared_in_words(page, place, dossier):
    desk = official(place.desk, Role.DESK)
    request_for(dossier, desk, "kids.1.place")
    page.force_login(dossier.owner)
    address = f"{dossier.get_absolute_url()}bo-sung/"
    shown = page.get(address)
    assert "Con 2, Nơi học" in shown.text_of(".//main")
    names = {field.get("name") for field in shown.tree.findall(".//main//form//input")}
    assert {each for each in names if each.startswith(("kids", "name"))} == {"kids.1.place"}
    sent = {"kids.1.place": "t", "kids.1.name": "Khác", "kids.0.place": "t", "kids.2.name": "X"}
    for action in ("add:kids", "remove:kids.0", "send"):
        given = sent | {"version": dossier.version, "action": action}
        assert page.post(address, given).status_code == 302
    dossier.refresh_from_db()
    assert dossier.answers == KEPT | {"kids": [KEPT["kids"][0], {"name": "Bình", "place": "t"}]}
    come_in(page, desk)
    row = page.get(dossier.desk_url).tree.find(".//tr[th='Con 2, Nơi học']")
    assert ["".join(cell.itertext()).strip() for cell in row.findall("td")][:2] == ["Nhà", "Trường"]


def test_a_row_too_few_is_asked_for_by_its_group(page, place, dossier):
    request_for(dossier, official(place.desk, Role.DESK), "kids")
    page.force_login(dossier.owner)
    address = f"{dossier.get_absolute_url()}bo-sung/"
    given = {"version": dossier.version}
    page.post(address, given | {"action": "add:kids"})
    page.post(address, given | {"action": "send", "kids.2.name": "Cúc", "kids.2.place": "t"})
    dossier.refresh_from_db()
    assert dossier.answers["kids"][2] == {"name": "Cúc", "place": "t"}
    assert dossier.supplements.get().items.get().before == "2"
