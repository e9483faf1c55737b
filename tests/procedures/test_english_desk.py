"""The editors' pages: translations side by side, and the difference of two revisions."""

import pytest

from portal.agencies.roles import Role
from portal.texts.models import Translation
from portal.texts.selectors import translations_of
from procedures.models import Paper, Revision
from procedures.selectors import published
from procedures.selectors.english import KIND
from procedures.services.publish import publish
from procedures.services.start_revision import start_revision
from tests.client import words
from tests.factories import accounts
from tests.procedures.test_english import CODE, TODAY, revised

ADDRESS = f"/quan-tri/tieng-anh/{CODE}/"


@pytest.fixture
def birth(demo_catalogue) -> Revision:
    return published(CODE)


@pytest.fixture
def come_in(client, province):
    """Signs somebody with a role in."""

    def inner(role: Role, name: str = "Lê Thị Thu"):
        return accounts.come_in(client, accounts.official(province, role, name=name))

    return inner


def fields(response) -> dict[str, list[str]]:
    """What the page's form would send as it stands."""
    found: dict[str, list[str]] = {}
    for field in response.tree.findall(".//form[@class='passages']//*[@name]"):
        if field.get("type") == "checkbox" or field.tag.endswith("button"):
            continue
        value = field.get("value") if field.tag.endswith("input") else "".join(field.itertext())
        found.setdefault(field.get("name"), []).append(value)
    return found


def change(sent: dict[str, list[str]], path: str, text: str) -> None:
    sent["words"][sent["path"].index(path)] = text


def main(response) -> str:
    return words(response.tree.find(".//main"))


def test_an_editor_corrects_and_a_second_person_puts_it_before_readers(client, birth, come_in):
    come_in(Role.CONTRIBUTOR)
    sent = fields(client.get(ADDRESS))
    change(sent, "summary", "Registers the birth of a child.")
    assert client.post(ADDRESS, sent | {"action": "save"}).status_code == 302
    draft = Translation.objects.get(state="DRAFT")
    assert draft.path == "summary"
    accept = {"action": "review", "accept": f"{draft.digest}@summary"}
    assert client.post(ADDRESS, accept).status_code == 409

    come_in(Role.EDITOR, "Ngô Văn Bảy")
    page = client.get(ADDRESS)
    ticks = [box.get("value") for box in page.tree.findall(".//input[@name='accept']")]
    assert ticks == [accept["accept"]]
    client.post(ADDRESS, accept)
    assert published(CODE).english_words["summary"] == "Registers the birth of a child."


def test_lag_is_shown_word_by_word_and_ends_when_the_english_is_still_right(
    client, birth, editor, approver, come_in
):
    revised(birth, editor, approver, summary=birth.summary.replace("trẻ", "em bé"))
    come_in(Role.EDITOR)
    listed = client.get("/quan-tri/tieng-anh/")
    assert CODE in main(listed)
    page = client.get(ADDRESS)
    assert "trẻ" in words(page.tree.find(".//del"))
    assert "em bé" in words(page.tree.find(".//ins"))
    sent = fields(page)
    client.post(ADDRESS, sent | {"action": "save"})
    assert not Translation.objects.filter(state="DRAFT").exists()
    client.post(ADDRESS, sent | {"action": "save", "still": ["summary"]})
    draft = Translation.objects.get(state="DRAFT")
    assert (draft.path, draft.source) == ("summary", published(CODE).summary)
    come_in(Role.APPROVER, "Ngô Văn Bảy")
    client.post(ADDRESS, {"action": "review", "accept": f"{draft.digest}@summary"})
    assert published(CODE).english["behind"] == []
    assert CODE not in main(client.get("/quan-tri/tieng-anh/"))


def test_what_was_typed_comes_back_when_somebody_was_faster(client, birth, come_in):
    come_in(Role.EDITOR)
    sent = fields(client.get(ADDRESS))
    change(sent, "summary", "First.")
    client.post(ADDRESS, sent | {"action": "save"})
    change(sent, "summary", "Second.")
    answer = client.post(ADDRESS, sent | {"action": "save"})
    assert answer.status_code == 409
    boxes = ["".join(box.itertext()) for box in answer.tree.findall(".//textarea")]
    assert "Second." in [box.strip() for box in boxes]
    assert [row.text for row in translations_of(KIND, CODE) if row.state == "DRAFT"] == ["First."]


@pytest.mark.parametrize("role", [Role.DESK, Role.OFFICER, Role.AUDITOR])
def test_who_does_not_write_the_catalogue_sees_neither_page(client, birth, come_in, role):
    come_in(role)
    for address in (ADDRESS, "/quan-tri/tieng-anh/", f"/quan-tri/so-sanh/{birth.pk}/"):
        assert client.get(address).status_code in (403, 404), address


def test_a_draft_is_compared_with_what_is_in_force(client, birth, editor, come_in):
    draft = start_revision(procedure=birth.procedure, by=editor)
    Paper.objects.create(revision=draft, key="ho-chieu", name="Hộ chiếu", copies=1)
    come_in(Role.EDITOR)
    page = main(client.get(f"/quan-tri/so-sanh/{draft.pk}/"))
    assert "Nặng hơn cho người làm thủ tục" in page
    assert "Thêm: Hộ chiếu (1 bản sao)" in page
    same = client.get(f"/quan-tri/so-sanh/{draft.pk}/?voi={draft.pk}")
    assert same.status_code == 200
    first = main(client.get(f"/quan-tri/so-sanh/{birth.pk}/"))
    assert "Chưa có bản nào khác để so sánh" in first


def test_everybody_reads_how_a_procedure_changed_but_not_the_draft(client, birth, editor, approver):
    draft = start_revision(procedure=birth.procedure, by=editor)
    draft.summary = "Ghi nhận việc sinh."
    draft.save()
    address = f"/thu-tuc/{CODE}/lich-su/"
    assert client.get(f"{address}{draft.number}/").status_code == 404
    assert client.get(f"{address}{birth.number}/").status_code == 404
    assert f"Bản {draft.number}" not in main(client.get(address))
    publish(revision=draft, by=approver, expected_version=draft.version, today=TODAY)
    assert f"Bản {draft.number}" in main(client.get(address))
    page = client.get(f"{address}{draft.number}/")
    assert [words(each) for each in page.tree.findall(".//section/h2")] == ["Thông tin chung"]
    assert "của trẻ" in words(page.tree.find(".//del"))
    for wrong in ("?voi=99", f"?voi={draft.number}", "?voi=x"):
        assert client.get(f"{address}{draft.number}/{wrong}").status_code == 404
    assert client.get("/thu-tuc/9.999999/lich-su/").status_code == 404


def test_recorded_queries(client, birth, editor, approver, come_in):
    """An English page is held to the record of its Vietnamese twin."""
    new = revised(birth, editor, approver, summary="Ghi nhận việc sinh.")
    client.get_counted(f"/en/thu-tuc/{CODE}/")
    client.get_counted(f"/thu-tuc/{CODE}/lich-su/")
    client.get_counted(f"/thu-tuc/{CODE}/lich-su/{new.number}/")
    come_in(Role.EDITOR)
    client.get_counted("/quan-tri/tieng-anh/")
    client.get_counted(ADDRESS)
    client.get_counted(f"/quan-tri/so-sanh/{new.pk}/")
