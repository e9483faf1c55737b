"""Messages between the applicant and the officials, inside a dossier."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from dossiers.checks.desk import lists_are_counted_right, questions_follow_messages
from dossiers.errors import Invalid, NotAllowed
from dossiers.models import Message, Wording
from dossiers.rules.messages import asks_for_papers
from dossiers.selectors.desk_lists import QUEUES, counted, in_queue
from dossiers.services.hold import forward
from dossiers.services.messages import (
    answer_message,
    read_messages,
    settle_messages,
    write_message,
)
from dossiers.services.watch.messages import watch_messages
from dossiers.services.withdraw import withdraw
from dossiers.services.wordings import draft_wording, publish_wording
from portal.accounts.actors import Actor
from portal.agencies.roles import Role
from portal.audit.models import AccessEntry, Event
from portal.documents.errors import UploadRefused
from portal.messaging.models import Notice
from tests.documents.samples import picture
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import VIETNAM, commune
from tests.factories.dossiers import accepted

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=VIETNAM)
ASKED = "Con tôi sinh <b>ngày 30/10</b>, tôi ghi nhầm thì phải làm gì?"
QUESTIONS = next(queue for queue in QUEUES if queue.key == "questions")


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def desk(place):
    return official(place.desk, Role.DESK)


@pytest.fixture
def officer(place):
    return official(place.division, Role.OFFICER, name="Đỗ Minh Quân")


@pytest.fixture
def dossier(place, desk, officer, time_machine):
    time_machine.move_to(MONDAY, tick=False)
    return accepted(citizen(), place, desk)


def asked(dossier, **fields) -> Message:
    said = {"text": ASKED, "send_key": uuid4()} | fields
    return write_message(dossier=dossier, by=dossier.owner, **said)


def answered(dossier, by, text="Bạn cứ chờ, chúng tôi sửa giúp.", **fields) -> Message:
    return answer_message(dossier=dossier, by=by, text=text, send_key=uuid4(), **fields)


def waits(user) -> list:
    """The officials' list, and that the kept count says the same."""
    found = list(in_queue(user, QUESTIONS, MONDAY.date()))
    assert counted(user, [QUESTIONS], MONDAY.date()) == {"questions": len(found)}
    assert not [*lists_are_counted_right(), *questions_follow_messages()]
    return found


def test_a_question_stands_in_the_list_until_it_is_answered(dossier, officer, desk):
    first = asked(dossier)
    second = asked(dossier)
    assert first.due_at == datetime(2026, 11, 4, 17, 30, tzinfo=VIETNAM)
    assert waits(officer) == [dossier] and waits(desk) == []
    answer = answered(dossier, officer)
    first.refresh_from_db(), second.refresh_from_db(), dossier.refresh_from_db()
    assert (first.settled_by, second.settled_by) == (officer, officer)
    assert (dossier.question_due_at, answer.due_at) == (None, None)
    assert waits(officer) == []
    asked(dossier)
    assert settle_messages(dossier=dossier, by=officer) == 1
    assert settle_messages(dossier=dossier, by=officer) == 0
    assert waits(officer) == []


def test_the_question_goes_with_the_dossier_and_outlives_its_end(dossier, officer, place):
    asked(dossier)
    colleague = official(place.other_division, Role.OFFICER)
    forward(
        dossier=dossier,
        by=officer,
        expected_version=dossier.version,
        unit=place.other_division,
        note="Đúng phòng.",
    )
    assert waits(officer) == [] and waits(colleague) == [dossier]
    dossier.refresh_from_db()
    withdraw(dossier=dossier, by=dossier.owner, expected_version=dossier.version)
    assert waits(colleague) == [dossier]
    answered(dossier, colleague)
    assert waits(colleague) == []


def test_a_second_press_is_the_same_message(dossier):
    key = uuid4()
    photograph = SimpleUploadedFile("giay.jpg", picture(), "image/jpeg")
    once = asked(dossier, send_key=key, uploads=[photograph])
    again = asked(dossier, send_key=key, uploads=[photograph])
    assert (once.pk, once.files.count()) == (again.pk, 1)
    assert Event.objects.filter(kind="message.sent").count() == 1


def test_words_are_encrypted_and_told_to_nobody(dossier, officer):
    asked(dossier)
    answered(dossier, officer, "Số căn cước của bạn ghi sai một chữ số.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM dossiers_message")
        assert not [row for row in cursor.fetchall() if "sai" in row[0] or "sinh" in row[0]]
    told = Notice.objects.get(text="dossiers/message_for_citizen")
    assert dossier.reference in told.subject and "căn cước" not in told.subject + told.body
    assert told.link == reverse("dossiers:messages", args=[dossier.public_id])


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"text": " \n "}, "text"),
        ({"text": "ồ" * 5001}, "text"),
        ({"uploads": [SimpleUploadedFile("a.jpg", b"x")] * 6}, "files"),
    ],
)
def test_what_cannot_be_sent_says_why(dossier, said, field):
    with pytest.raises(Invalid) as refused:
        asked(dossier, **said)
    assert list(refused.value.errors) == [field]
    with pytest.raises(UploadRefused):
        asked(dossier, uploads=[SimpleUploadedFile("a.jpg", b"MZ\x90", "image/jpeg")])
    assert not Message.objects.exists()


def test_only_those_of_the_dossier_write(dossier, officer, place):
    elsewhere = official(commune("H99.23").division, Role.OFFICER)
    auditor = official(place.committee, Role.AUDITOR)
    for stranger in (elsewhere, auditor, dossier.owner):
        with pytest.raises(NotAllowed):
            answered(dossier, stranger)
    for stranger in (citizen(), officer):
        with pytest.raises(NotAllowed):
            write_message(dossier=dossier, by=stranger, text="x", send_key=uuid4())


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Đề nghị bà nộp thêm bản sao giấy khai sinh.", True),
        ("de nghi gui lai to khai", True),
        ("Please send us a copy of the certificate. Thank you", True),
        ("Please hand in a copy.", True),
        ("Khi đến nhận kết quả, mời ông mang theo căn cước.", False),
        ("Hồ sơ đang ở phòng Tư pháp.", False),
        ("Bạn đã nộp thêm rồi. Giấy tờ đã đủ.", False),
    ],
)
def test_a_request_for_papers_is_no_message(dossier, officer, text, asks):
    assert asks_for_papers(text) == asks
    if asks:
        with pytest.raises(Invalid):
            answered(dossier, officer, text)
        assert answered(dossier, officer, text, asks_nothing=True).pk
    else:
        assert answered(dossier, officer, text).pk


def test_it_closes_some_time_after_the_end(dossier, officer, time_machine, client):
    withdraw(dossier=dossier, by=dossier.owner, expected_version=dossier.version)
    time_machine.move_to(MONDAY + timedelta(days=29), tick=False)
    dossier.refresh_from_db()
    asked(dossier)
    time_machine.move_to(MONDAY + timedelta(days=31), tick=False)
    with pytest.raises(Invalid):
        asked(dossier)
    page = come_in(client, dossier.owner).get(
        reverse("dossiers:messages", args=[dossier.public_id])
    )
    assert "<textarea" not in page.content.decode() and "30/10" in page.content.decode()


def test_reminded_before_and_told_after_each_once(dossier, officer, place):
    leader = official(place.committee, Role.LEADER)
    message = asked(dossier)
    assert watch_messages(MONDAY + timedelta(hours=1)) == 0
    tuesday = MONDAY + timedelta(days=1)
    assert [watch_messages(tuesday), watch_messages(tuesday)] == [1, 0]
    soon = Notice.objects.filter(text="dossiers/message_soon_for_official")
    assert [notice.recipient for notice in soon] == [officer]
    late = message.due_at + timedelta(minutes=1)
    assert [watch_messages(late), watch_messages(late)] == [1, 0]
    told = Notice.objects.filter(text="dossiers/message_late_for_official")
    assert {notice.recipient for notice in told} == {officer, leader}
    answered(dossier, officer)
    assert watch_messages(late + timedelta(days=9)) == 0


def test_the_applicants_page(page, dossier, officer):
    address = reverse("dossiers:messages", args=[dossier.public_id])
    come_in(page, dossier.owner)
    form = page.get(address).tree
    key = form.find(".//input[@name='send_key']").get("value")
    empty = page.post(address, {"text": "", "send_key": key, "action": "send"})
    assert empty.status_code == 422
    bad = SimpleUploadedFile("virus.exe", b"MZ\x90")
    refused = page.post(address, {"text": ASKED, "send_key": key, "files": bad, "action": "send"})
    assert refused.status_code == 422 and "30/10" in refused.tree.find(".//textarea").text
    for _press in range(2):
        page.post(address, {"text": ASKED, "send_key": key, "action": "send"})
    assert Message.objects.count() == 1
    shown = page.get_counted(address).content.decode()
    assert "&lt;b&gt;ngày 30/10&lt;/b&gt;" in shown and "<b>ngày" not in shown
    assert "30/10" in page.get(dossier.get_absolute_url()).content.decode()
    stranger = come_in(type(page)(), citizen())
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, {"text": "x", "send_key": key}).status_code == 404


def test_the_officials_page(page, dossier, officer, place):
    message = asked(dossier)
    address = reverse("desk:messages", args=[dossier.public_id])
    auditor = come_in(type(page)(), official(place.committee, Role.AUDITOR))
    assert "<textarea" not in auditor.get(address).content.decode()
    message.refresh_from_db()
    assert not hasattr(message, "read"), "an auditor's look is no reading by those asked"
    come_in(page, officer)
    form = page.get_counted(address).tree
    assert AccessEntry.objects.filter(viewer_user_id=officer.pk).exists()
    assert Message.objects.get().read.by == officer
    said = {
        "text": "Đề nghị nộp lại giấy chứng sinh.",
        "send_key": form.find(".//input[@name='send_key']").get("value"),
        "action": "send",
    }
    asking = page.post(address, said)
    assert asking.status_code == 422
    assert asking.tree.find(".//input[@name='asks_nothing']").get("type") == "checkbox"
    assert page.post(address, said | {"asks_nothing": "on"}).status_code == 302
    owner = come_in(type(page)(), dossier.owner)
    owner.get(reverse("dossiers:messages", args=[dossier.public_id]))
    assert Message.objects.get(side="AGENCY").read.by == dossier.owner
    assert read_messages(dossier=dossier, by=dossier.owner, reader="APPLICANT") == 0


def test_a_text_of_the_library_begins_the_answer(page, dossier, officer, place):
    other = official(place.division, Role.OFFICER)
    wording = Wording(
        procedure=dossier.revision.procedure, outcome="MESSAGE", ground="đang giải quyết"
    )
    actor = Actor.anonymous()
    version = draft_wording(
        wording=wording, by=other, actor=actor, text="Hồ sơ {code} đang được giải quyết."
    )
    publish_wording(version=version, by=officer, actor=actor, seen=version.text)
    address = reverse("desk:messages", args=[dossier.public_id])
    filled = come_in(page, officer).get(address, {"mau": version.pk}).tree.find(".//textarea").text
    assert filled.strip() == f"Hồ sơ {dossier.code} đang được giải quyết."
    desk = page.get(dossier.desk_url).content.decode()
    assert "đang giải quyết" not in desk, "it is no text for a decision"
