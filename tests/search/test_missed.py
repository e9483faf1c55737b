"""What people do not find reaches the editors without telling who searched, and a word they add
counts at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.accounts.limits import LimitReached
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.audit.models import Event
from portal.search.errors import AlreadySaid, NotPermitted
from portal.search.models import Miss, Missed, Saying
from portal.search.rules.personal import without_personal
from portal.search.selectors import find
from portal.search.services import end_saying, miss, roll_up, teach
from portal.search.services.miss import KEPT
from tests.client import words
from tests.factories.accounts import come_in, official

TODAY = timezone.localdate()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Xin Giấy Xanh", "xin giay xanh"),
        ("1.999999", "1.999999"),
        ("05/2031/QĐ-UBND", "05/2031/qd-ubnd"),
        ("001099012345", ""),
        ("cccd 001099012345 mất", "cccd mat"),
        ("gọi 0912 345 678", "goi"),
        ("+84 912.345.678", ""),
        ("(0912)345678", ""),
        ("001/099–012_345", ""),
        ("001\u200b099\u200b012345", ""),
        ("59/2020/QH14 001099012345", "59/2020/qh14"),
        ("1.001193.000.00.00.H56", "1.001193.000.00.00.h56"),
        ("nguoi@minhha.example khai sinh", "khai sinh"),
        ("hồ sơ của Nguyễn Văn Đậu", "ho so cua"),
        ("ho so nguyen van dau", "ho so"),
        ("tìm Trần Thị Mận xã Bến Mây", "tim xa ben may"),
        ("LỆ PHÍ TRƯỚC BẠ", "le phi truoc ba"),
        ("lệ phí", "le phi"),
        ("hồ sơ", "ho so"),
        ("a", ""),
    ],
)
def test_nothing_about_a_person_is_kept(typed, kept):
    assert without_personal(typed) == kept


def test_a_search_that_fails_is_noted_once_it_fails_on_the_first_page(client, whole_catalogue):
    nothing = client.get("/tim-kiem/?q=phù thủy bay")
    client.get("/tim-kiem/?q=phù thủy bay&from=20")
    client.get("/tim-kiem/?q=khai sinh")
    assert list(Miss.objects.values_list("text", "kind")) == [("phu thuy bay", "NOTHING")]
    links = {link.get("href") for link in nothing.tree.iter("a")}
    assert {"/thu-tuc/?sector=G15-HT", "/thu-tuc/?event=sinh-con", "/thu-tuc/"} <= links


def test_what_only_comes_near_is_noted_as_such(client, whole_catalogue):
    page = client.get("/tim-kiem/?q=khai sinh phù thủy")
    assert words(page.tree.find(".//h2[@id='results']")).startswith("Không có trang nào đủ các từ")
    assert Miss.objects.get().kind == "NEAR"


def test_a_flood_from_one_address_is_searched_but_not_noted(client, db, monkeypatch):
    monkeypatch.setattr("portal.search.missed.hit", _full)
    assert client.get("/tim-kiem/?q=phù thủy").status_code == 200
    assert not Miss.objects.exists()


def _full(*args):
    raise LimitReached("search_miss", 60)


def test_rolling_up_adds_to_the_word_and_forgets_old_ones(db):
    Missed.objects.create(
        text="xe bay",
        kind="NOTHING",
        times=2,
        first_day=TODAY - timedelta(9),
        last_day=TODAY - timedelta(9),
    )
    forgotten = TODAY - KEPT - timedelta(1)
    Missed.objects.create(
        text="cũ", kind="NOTHING", times=9, first_day=forgotten, last_day=forgotten
    )
    for typed in ("Xe bay", "xe bay", "tàu ngầm"):
        miss(text=typed, kind="NOTHING")
    roll_up(today=TODAY)
    roll_up(today=TODAY)
    assert not Miss.objects.exists()
    times = dict(Missed.objects.values_list("text", "times"))
    assert times == {"xe bay": 4, "tau ngam": 1}
    row = Missed.objects.get(text="xe bay")
    assert (row.first_day, row.last_day) == (TODAY - timedelta(9), timezone.localdate())


@pytest.fixture
def editor(whole_catalogue):
    return official(whole_catalogue, Role.EDITOR, name="Trần Văn Đậu")


@pytest.fixture
def by(editor, whole_catalogue):
    return Actor("OFFICIAL", editor.pk, whole_catalogue.pk, Role.EDITOR.value)


def first(text: str) -> str:
    return next((hit.key for hit in find(text, today=TODAY).hits), "")


def test_an_editor_says_what_a_word_means_and_it_is_found_at_once(client, editor):
    client.get("/tim-kiem/?q=giấy phù thủy")
    roll_up(today=TODAY)
    come_in(client, editor)
    listed = client.get_counted("/quan-tri/tim-kiem/")
    link = listed.tree.find(".//tbody//th/a")
    assert words(link) == "giay phu thuy"
    answers = {"said": "giấy phù thủy", "official": "đăng ký khai sinh", "since": "2026-01-01"}
    tried = client.post(link.get("href"), {**answers, "action": "try"})
    assert "1.001193" in words(tried.tree.find(".//ol"))
    assert not Saying.objects.exists()
    client.post(link.get("href"), {**answers, "action": "add"})
    assert first("giay phu thuy") == "1.001193"
    assert first("giấy phù thủy cho con") == "1.001193"
    assert client.get("/quan-tri/tim-kiem/").tree.find(".//tbody") is None
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {"search.saying_added", "search.missed_handled"} <= kinds
    saying = Saying.objects.get()
    client.post("/quan-tri/tim-kiem/tu-dien/", {"saying": saying.pk, "action": "end"})
    assert first("giay phu thuy") != "1.001193"


def test_a_word_is_set_aside(client, editor):
    word = Missed.objects.create(text="abc", kind="NOTHING", first_day=TODAY, last_day=TODAY)
    come_in(client, editor)
    client.post(f"/quan-tri/tim-kiem/{word.pk}/", {"action": "aside"})
    word.refresh_from_db()
    assert (word.handled_by, word.handled_at is not None) == (editor, True)


@pytest.mark.parametrize(
    "wrong",
    [{"said": "!!"}, {"said": "một " * 8}, {"until": "2025-01-01"}, {"since": "mai"}],
)
def test_what_cannot_be_a_saying_is_said_in_words(client, editor, wrong):
    come_in(client, editor)
    answers = {"said": "xe bay", "official": "khai sinh", "since": "2026-01-01", "action": "add"}
    page = client.post("/quan-tri/tim-kiem/tu-dien/them/", {**answers, **wrong})
    assert page.status_code == 422
    assert not Saying.objects.exists()
    assert client.post("/quan-tri/tim-kiem/tu-dien/", {"saying": "x"}).status_code == 404


def test_editors_own_sayings_stand_in_for_the_file(by):
    teach(said="sổ hộ khẩu", official="khai tử", since=TODAY, by=by)
    assert first("sổ hộ khẩu") == "1.000656"
    tomorrow = TODAY + timedelta(1)
    teach(said="gks", official="khai tử", since=tomorrow, by=by)
    assert first("gks") == "1.001193"


def test_a_saying_is_added_once_by_those_who_may(by):
    teach(said="xe bay", official="khai tử", since=TODAY, by=by)
    with pytest.raises(AlreadySaid):
        teach(said="xe bay", official="khai tử", since=TODAY, by=by)
    stranger = Actor("OFFICIAL", by.user_id, by.agency_id, Role.DESK.value)
    with pytest.raises(NotPermitted):
        teach(said="xe ngầm", official="khai tử", since=TODAY, by=stranger)


def test_a_saying_that_counted_is_ended_and_kept(by):
    since = TODAY - timedelta(5)
    saying = teach(said="xe bay", official="khai tử", since=since, by=by)
    end_saying(saying=saying, today=TODAY, by=by)
    saying.refresh_from_db()
    assert saying.until == TODAY - timedelta(1)
    assert first("xe bay") == ""
