"""The notices in one's own account."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from portal.messaging import selectors
from portal.messaging.models import Notice
from portal.messaging.services import notify

INBOX = "/thong-bao/"


@pytest.fixture
def told(citizen, accepted):
    """Notices of the citizen, oldest first."""

    def tell(count: int) -> list[Notice]:
        context = {"due": timezone.now()}
        return [notify(None, accepted, citizen, {"code": n, **context}) for n in range(count)]

    return tell


@pytest.fixture
def signed_in(client, citizen):
    client.force_login(citizen)
    return client


def titles(page) -> list[str]:
    return [link.text for link in page.tree.iterfind(".//h2[@class='letter-title']/a")]


def test_a_stranger_is_asked_to_sign_in(client, db):
    response = client.get(INBOX)

    assert response.status_code == 302
    assert response.url.endswith("?next=%2Fthong-bao%2F")


def test_an_empty_inbox_says_what_will_stand_there(signed_in):
    page = signed_in.get(INBOX)

    assert "Chưa có thông báo nào" in page.text_of(".//main")


def test_latest_first_and_new_ones_are_marked(signed_in, told):
    notices = told(3)
    Notice.objects.filter(pk=notices[1].pk).update(read_at=timezone.now())

    page = signed_in.get(INBOX)

    assert titles(page) == [notice.subject for notice in reversed(notices)]
    states = [item.get("data-state") for item in page.tree.iterfind(".//ol/li")]
    assert states == ["NEW", "READ", "NEW"]
    assert "Có 2 thông báo mới" in page.text_of(".//main")


def test_many_new_ones_are_not_counted_to_the_end(signed_in, told):
    told(12)

    assert "Có hơn 9 thông báo mới" in signed_in.get(INBOX).text_of(".//main")


def test_list_goes_on_by_key_without_gap_or_repeat(signed_in, told):
    notices = told(2 * selectors.PAGE + 3)
    seen, address = [], INBOX
    while address:
        page = signed_in.get(address)
        seen += titles(page)
        older = page.tree.find(".//a[@rel='next']")
        address = older.get("href") if older is not None else None
        told(1)

    assert seen == [notice.subject for notice in reversed(notices)]


def test_inbox_takes_the_recorded_number_of_queries(signed_in, told):
    told(5)

    signed_in.get_counted(INBOX)


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "１２"])
def test_a_made_up_key_is_not_found(signed_in, before):
    assert signed_in.get(INBOX, {"before": before}).status_code == 404


def test_a_notice_shows_words_and_ways_and_stays_new_until_read(signed_in, told):
    (notice,) = told(1)
    address = f"{INBOX}{notice.public_id}/"

    page = signed_in.get(address)
    assert notice.body in page.text_of(".//main")
    assert "m•••@minhha.example" in page.text_of(".//main")
    notice.refresh_from_db()
    assert notice.read_at is None

    page = signed_in.post(address, {"action": "read"}, follow=True)
    notice.refresh_from_db()
    assert notice.read_at is not None
    assert page.tree.find(".//*[@id='read']").get("data-state") == "READ"


def test_the_first_reading_counts(signed_in, told):
    (notice,) = told(1)
    first = timezone.now() - timedelta(days=1)
    Notice.objects.update(read_at=first)

    signed_in.post(f"{INBOX}{notice.public_id}/", {"action": "read"})

    notice.refresh_from_db()
    assert notice.read_at == first


def test_all_are_read_at_once_and_only_ones_own(signed_in, told, accepted):
    told(3)
    other = get_user_model().objects.create_user(full_name="Trần Văn Đậu")
    theirs = notify(None, accepted, other, {"code": 1, "due": timezone.now()})

    signed_in.post(INBOX, {"action": "read_all"})

    assert list(Notice.objects.filter(read_at=None)) == [theirs]


@pytest.mark.parametrize("verb", ["get", "post"])
def test_somebody_elses_notice_is_not_found(signed_in, accepted, verb):
    other = get_user_model().objects.create_user(full_name="Trần Văn Đậu")
    theirs = notify(None, accepted, other, {"code": 1, "due": timezone.now()})

    assert getattr(signed_in, verb)(f"{INBOX}{theirs.public_id}/").status_code == 404
    assert Notice.objects.get().read_at is None


def test_english_pages_speak_english(signed_in, told):
    told(1)

    page = signed_in.get(f"/en{INBOX}")

    assert page.text_of(".//h1") == "Notices"
    assert "is new." in page.text_of(".//main")
    assert page.tree.find(".//h2/a").get("lang") == "vi"
