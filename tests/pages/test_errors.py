"""When something does not work, the page says what was kept and where to go."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.template.loader import get_template
from django.test import RequestFactory

from portal.pages import errors
from tests.client import examine

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(rf: RequestFactory, django_user_model):
    request = rf.get("/")
    request.user = AnonymousUser()
    return request


def test_unknown_address(page):
    answer = page.get("/khong-co-trang-nay/")
    assert answer.status_code == 404
    assert answer.text_of(".//h1") == "Không tìm thấy trang này"
    assert answer.tree.find(".//input[@type='search']") is not None


def test_unknown_address_in_english(page):
    assert page.get("/en/nothing-here/").text_of(".//h1") == "We cannot find this page"


@pytest.mark.parametrize(
    ("handler", "status"),
    [(errors.bad_request, 400), (errors.permission_denied, 403), (errors.not_found, 404)],
)
def test_handlers(request_, handler, status):
    answer = handler(request_, Exception("secret"))
    assert answer.status_code == status
    assert "secret" not in answer.content.decode()
    examine(answer)


def test_conflict_says_who_was_faster(request_):
    answer = errors.conflict(
        request_,
        what="Hồ sơ đã được tiếp nhận.",
        by="Phạm Thu Trang",
        at=datetime(2026, 11, 20, 7, 5, tzinfo=UTC),
        url="/ho-so/1/",
    )
    assert answer.status_code == 409
    tree = examine(answer)
    assert "14:05" in "".join(tree.find(".//section[@class='conflict']").itertext())
    assert tree.find(".//section[@class='conflict']//a").get("href") == "/ho-so/1/"


@pytest.mark.parametrize(
    ("seconds", "words"), [(30, "chờ 1 phút"), (60, "chờ 1 phút"), (61, "chờ 2 phút")]
)
def test_too_many_attempts_says_how_long(request_, seconds, words):
    answer = errors.too_many_requests(request_, seconds=seconds)
    assert answer.status_code == 429
    assert answer["Retry-After"] == str(seconds)
    assert words in "".join(examine(answer).find(".//main").itertext())


@pytest.mark.parametrize("template", ["500.html", "maintenance.html"])
def test_stands_without_database_and_context(template, django_db_blocker):
    with django_db_blocker.block():
        html = get_template(template).render({"until": None})
    assert "<h1>" in html


def test_maintenance_says_until_when(request_):
    answer = errors.maintenance(request_, until=datetime(2026, 11, 24, 19, 0, tzinfo=UTC))
    assert answer.status_code == 503
    assert "02:00, Thứ Tư, 25/11/2026" in answer.content.decode()
    examine(answer)


@pytest.mark.django_db(transaction=True)
def test_without_the_database_the_portal_says_so(client, monkeypatch):
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "HOST", "/nowhere")
    client.raise_request_exception = False
    answer = client.get("/thu-tuc/")
    monkeypatch.undo()
    assert answer.status_code == 503
    assert answer["Retry-After"] == "120"
    assert answer.text_of(".//h1") == "Cổng đang bảo trì"


def test_fault_of_ours_is_a_designed_page(client, monkeypatch):
    def broken(request):
        raise RuntimeError("inside")

    monkeypatch.setattr("portal.pages.views.home_blocks", broken)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert answer.text_of(".//h1") == "Cổng gặp sự cố"
    assert "inside" not in answer.content.decode()
