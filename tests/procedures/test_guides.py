"""Help beside a procedure: written by one person, published by another, kept as it was read."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from portal.agencies.roles import Role
from portal.audit.actors import SYSTEM
from procedures.errors import NotPermitted, NotReady, SecondPersonNeeded, SomebodyWasFaster
from procedures.models import FrequentQuestion, Frozen, Guide, SampleForm
from procedures.selectors import published
from procedures.services.write_guide import fill_in_sample, publish_guide, start_guide
from procedures.workflow import State
from tests.client import PageClient
from tests.factories import accounts
from tests.factories.accounts import come_in

PAGE = "/thu-tuc/3.000347/"


@pytest.fixture
def draft(demo_catalogue, editor) -> Guide:
    guide = start_guide(procedure=published("3.000347").procedure, by=editor)
    guide.text, guide.text_en = "Chuẩn bị giấy tờ.\r\n\r\nNộp trực tuyến.", "Prepare.\n\nFile."
    guide.save()
    FrequentQuestion.objects.create(
        guide=guide, question="Bao lâu có bằng?", answer="Năm ngày làm việc.", order=1
    )
    return guide


def test_the_public_reads_what_a_second_person_published(client, draft, editor, approver):
    assert "Bao lâu có bằng?" not in client.get(PAGE).text_of(".//main")
    with pytest.raises(NotPermitted):
        publish_guide(guide=draft, by=editor, expected_version=1)
    with pytest.raises(SomebodyWasFaster):
        publish_guide(guide=draft, by=approver, expected_version=2)
    publish_guide(guide=draft, by=approver, expected_version=1)
    page = client.get(PAGE)
    assert "Bao lâu có bằng?" in page.text_of(".//main")
    section = page.tree.find(".//section[@aria-labelledby='help']")
    assert [step.text for step in section.findall("ol/li")] == [
        "Chuẩn bị giấy tờ.",
        "Nộp trực tuyến.",
    ]
    english = client.get(f"/en{PAGE}").tree.find(".//section[@aria-labelledby='help']")
    assert [step.text for step in english.findall("ol/li")] == ["Prepare.", "File."]


def test_whoever_wrote_a_part_does_not_publish(draft, approver):
    question = draft.questions.get()
    question.answer = "Khoảng một tuần."
    question._history_user_id = approver.user_id
    question.save()
    FrequentQuestion.history.filter(id=question.pk).update(history_user_id=approver.user_id)
    with pytest.raises(SecondPersonNeeded):
        publish_guide(guide=draft, by=approver, expected_version=1)


def test_what_was_published_stays_and_the_next_one_takes_its_place(draft, editor, approver):
    first = publish_guide(guide=draft, by=approver, expected_version=1)
    first.text = "Khác"
    with pytest.raises(Frozen):
        first.save()
    question = first.questions.get()
    with pytest.raises(Frozen):
        question.delete()
    for change in (
        lambda: Guide.objects.filter(pk=first.pk).update(text="Khác"),
        lambda: FrequentQuestion.objects.filter(guide=first).update(answer="Khác"),
        lambda: FrequentQuestion.objects.bulk_create(
            [FrequentQuestion(guide=first, question="?", answer="!")]
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    second = start_guide(procedure=first.procedure, by=editor)
    assert second.questions.get().answer == question.answer and second.number == 2
    publish_guide(guide=second, by=approver, expected_version=1)
    first.refresh_from_db()
    assert first.state == State.SUPERSEDED and first.questions.count() == 1


def test_nothing_empty_is_published(demo_catalogue, editor, approver):
    guide = start_guide(procedure=published("3.000347").procedure, by=editor)
    with pytest.raises(NotReady):
        publish_guide(guide=guide, by=approver, expected_version=1)
    SampleForm.objects.create(guide=guide, name="Người đổi bằng")
    with pytest.raises(NotReady) as refused:
        publish_guide(guide=guide, by=approver, expected_version=1)
    assert "Người đổi bằng" in refused.value.missing[0]


def test_a_sample_is_filled_in_like_the_form_and_marked(client, draft, province, approver):
    sample = SampleForm.objects.create(guide=draft, name="Anh Mẫu đổi bằng", name_en="Mr Mau")
    desk = come_in(PageClient(), accounts.official(province, Role.EDITOR, name="Trần Văn Đậu"))
    written = Client()
    written.cookies = desk.cookies
    editor_page = written.get(f"/quan-tri/procedures/guide/{draft.pk}/change/")
    assert "Điền biểu mẫu" in editor_page.content.decode()
    address = f"/quan-tri/danh-muc/tro-giup/mau/{sample.pk}/"
    form = desk.get(address)
    name = next(each.get("name") for each in form.tree.findall(".//input[@type='text']"))
    refused = desk.post(address, {"action": "save", name: ""})
    assert refused.status_code == 422
    fill_in_sample(sample=sample, answers={"applicant": {"full_name": "Nguyễn Văn Mẫu"}}, by=SYSTEM)
    assert "Nguyễn Văn Mẫu" in desk.get(address).content.decode()
    draft.refresh_from_db()
    publish_guide(guide=draft, by=approver, expected_version=draft.version)
    link = f"{PAGE}mau/{sample.pk}/"
    assert link in [a.get("href") for a in client.get(PAGE).tree.findall(".//main//a")]
    shown = client.get(link)
    assert shown.text_of(".//p[@class='sample-mark']") == "MẪU"
    for address in (f"/thu-tuc/1.001193/mau/{sample.pk}/", f"{PAGE}mau/{sample.pk + 1}/"):
        assert client.get(address).status_code == 404
    closed = desk.get(f"/quan-tri/danh-muc/tro-giup/mau/{sample.pk}/")
    assert closed.status_code == 302


def test_an_editor_begins_at_the_desk_and_another_publishes_there(province, demo_catalogue):
    desk = come_in(PageClient(), accounts.official(province, Role.EDITOR, name="Trần Văn Đậu"))
    boss = come_in(Client(), accounts.official(province, Role.APPROVER, name="Lý Thị Na"))
    begun = desk.post("/quan-tri/danh-muc/tro-giup/", {"code": "1.001193", "action": "begin"})
    again = desk.post("/quan-tri/danh-muc/tro-giup/", {"code": "1.001193", "action": "begin"})
    assert begun.url == again.url
    Guide.objects.update(text="Một bước")
    boss.post(begun.url, {"action": "publish", "version": "1"})
    assert Guide.objects.get().state == State.PUBLISHED
    assert "1.001193" in desk.get("/quan-tri/danh-muc/tro-giup/").text_of(".//main")
