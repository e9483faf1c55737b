"""Pages about notices: a person's choice, the banner, and what officials look at and do."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.agencies.roles import Role
from portal.audit.actors import SYSTEM
from portal.audit.models import AccessEntry
from portal.audit.services import record
from portal.audit.subjects import Subject
from portal.messaging import kinds, registry
from portal.messaging.models import Delivery, Ladder, Wishes, ZaloKeys
from portal.messaging.registry import Matter
from portal.messaging.services import climb_all, notify
from portal.messaging.workflow import Climb, Rung
from tests.factories.accounts import come_in, official
from tests.factories.agencies import commune

HERE = "/quan-tri/thong-bao/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def as_role(page, place):
    def arrive(*roles):
        return come_in(page, official(place.committee, *roles))

    return arrive


@pytest.fixture
def told(citizen, texts, monkeypatch, place):
    """A binding notice about a dossier of the commune."""
    text = texts("dossiers/decided_for_citizen", subject="Đã có quyết định", body="Nội dung")
    monkeypatch.setattr(kinds, "BINDING", kinds.BINDING | {text})
    monkeypatch.setitem(
        registry._resolvers, "dossiers.dossier", lambda _id: Matter("H99-1", "", place.committee.pk)
    )
    event = record("dossier.noted", Subject("dossiers.dossier", "17"), SYSTEM)
    return notify(event, text, citizen)


@pytest.fixture
def to_post(told):
    Ladder.objects.update(state=Climb.LETTER, rung=Rung.LETTER, next_at=None)
    return told


def test_a_person_chooses_and_the_choice_stays(page, citizen):
    page.force_login(citizen)
    path = "/thong-bao/lua-chon/"
    assert page.get(path).text_of(".//h1") == "Cách nhận thông báo"
    page.post(path, {"DOSSIER": ["EMAIL"], "digest": "on", "action": "save"})
    wishes = Wishes.objects.get()
    assert wishes.switched_off == ["DOSSIER:SMS", "REMINDER:EMAIL", "REMINDER:SMS"]
    assert wishes.digest
    ticked = [
        box.get("value")
        for box in page.get(path).tree.iter("input")
        if box.get("name") == "DOSSIER" and box.get("checked") is not None
    ]
    assert ticked == ["EMAIL"]


def test_hostile_choices_are_refused_kindly(page, citizen):
    page.force_login(citizen)
    answer = page.post("/thong-bao/lua-chon/", {"DOSSIER": ["PIGEON"], "action": "save"})
    assert answer.status_code == 200
    assert not Wishes.objects.exists()


def test_the_banner_stands_in_the_account_until_the_notice_is_read(page, citizen, told):
    Ladder.objects.update(rung=Rung.EMAIL, next_at=timezone.now() - timedelta(minutes=1))
    climb_all(now=timezone.now())
    page.force_login(citizen)
    for path in ("/tai-khoan/", "/thong-bao/"):
        assert "gắn với thời hạn theo luật" in page.get(path).text_of(".//main")
    page.post(f"/thong-bao/{told.public_id}/", {"action": "read"})
    assert "gắn với thời hạn theo luật" not in page.get("/tai-khoan/").text_of(".//main")


def test_deliveries_are_narrowed_and_go_on_by_key(as_role, told):
    Delivery.objects.bulk_create(
        Delivery(notice=None, text="accounts/x_for_person", channel="EMAIL", state="FAILED")
        for _each in range(60)
    )
    page = as_role(Role.AUDITOR)
    first = page.get_counted(f"{HERE}?state=FAILED")
    assert len(first.tree.findall(".//tbody/tr")) == 50
    older = first.tree.find(".//a[@rel='next']").get("href")
    assert len(page.get(older).tree.findall(".//tbody/tr")) == 10
    for query in ("?state=NONSENSE", "?before=x", "?before=9" + "9" * 30, "?text=x%2Fy"):
        assert page.get(f"{HERE}{query}").status_code == 200


def test_an_administrator_has_a_delivery_sent_again_and_an_auditor_does_not(as_role, told):
    failed = told.deliveries.get(channel="EMAIL")
    Delivery.objects.filter(pk=failed.pk).update(state="FAILED", reason="mail server (550)")
    page = as_role(Role.AUDITOR)
    assert page.post(HERE, {"delivery": failed.pk, "action": "send_again"}).status_code == 403
    page = as_role(Role.ADMIN)
    page.post(HERE, {"delivery": failed.pk, "action": "send_again"})
    failed.refresh_from_db()
    assert (failed.state, failed.turn) == ("QUEUED", 1)


def test_texts_are_shown_with_the_length_of_the_short_form(as_role, told):
    shown = as_role(Role.ADMIN).get(f"{HERE}mau-tin/").text_of(".//main")
    assert "dossiers/decided_for_citizen" in shown


def test_new_keys_are_entered_and_never_shown(as_role, sandbox):
    page = as_role(Role.ADMIN)
    told = {"access_token": "a-token", "refresh_token": "r-token", "hours": "25"}
    answer = page.post(f"{HERE}khoa-zalo/", told | {"action": "enter"}, follow=True)
    assert ZaloKeys.objects.get().state == "GOOD"
    assert "a-token" not in answer.content.decode()
    wrong = page.post(f"{HERE}khoa-zalo/", told | {"hours": "0"})
    assert wrong.status_code == 422


def test_the_desk_posts_the_letter_of_its_own_agency(as_role, to_post):
    page = as_role(Role.DESK)
    one = f"{HERE}thu-giay/{to_post.pk}/"
    assert "Nguyễn Thị Mận" in page.get(f"{HERE}thu-giay/").text_of(".//main")
    assert "Nội dung" in page.get(one).text_of(".//main")
    assert AccessEntry.objects.filter(owner_user_id=to_post.recipient_id).exists()
    assert page.post(one, {"action": "posted", "waybill": "!"}).status_code == 422
    page.post(one, {"action": "posted", "waybill": "VN-1234"})
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert page.post(one, {"action": "handed_over", "on": tomorrow}).status_code == 422
    page.post(one, {"action": "handed_over", "on": timezone.localdate().isoformat()})
    ladder = Ladder.objects.get()
    assert (ladder.state, ladder.waybill) == (Climb.PROVEN, "VN-1234")
    assert page.get(one).status_code == 404


def test_two_at_the_desk_note_it_once(as_role, to_post):
    page = as_role(Role.DESK)
    one = f"{HERE}thu-giay/{to_post.pk}/"
    page.post(one, {"action": "posted", "waybill": "VN-1234"})
    answer = page.post(one, {"action": "posted", "waybill": "VN-9999"}, follow=True)
    assert "đã được ghi nhận trước đó" in answer.text_of(".//main")
    assert Ladder.objects.get().waybill == "VN-1234"


def test_a_letter_of_another_agency_is_not_found(as_role, to_post, place):
    Ladder.objects.update(agency=None)
    page = as_role(Role.DESK)
    assert page.get(f"{HERE}thu-giay/{to_post.pk}/").status_code == 404
