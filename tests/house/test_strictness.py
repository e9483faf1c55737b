"""The strict client is strict: each fault it knows is found, and a good page passes."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.template import Context, Template, engines
from django.test import override_settings
from django.urls import path

from portal.agencies.models import Agency
from tests.client import BadPage, PageClient, WriteOnRead, examine, hold_to_record
from tests.strictness import UndefinedVariable

GOOD = """<!doctype html><html lang="vi"><head><title>Tên – Cổng</title></head>
<body>
<main><h1>Tên</h1><h2>Mục</h2><p id="p">Chữ</p><a href="#p">Đến chữ</a>
<form method="post" action="/x/">
<input type="hidden" name="csrfmiddlewaretoken" value="1">
<label for="a">Tên</label><input id="a" name="a">
<button name="action" value="go">Gửi</button></form>
<img src="/x.svg" alt=""></main></body></html>"""


def page_with(old: str, new: str) -> HttpResponse:
    assert old in GOOD
    return HttpResponse(GOOD.replace(old, new, 1))


def test_a_good_page_passes():
    examine(HttpResponse(GOOD))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('<html lang="vi">', "<html>", "does not say its language"),
        ("<!doctype html>", "", "DOCTYPE"),
        ("</p>", "</p></section>", "section"),
        ("<h1>Tên</h1>", "<h1>Khác</h1>", "does not begin with the heading"),
        ("<h1>Tên</h1>", "", "0 h1"),
        ("<h1>Tên</h1>", "<h1>Tên</h1><h1>Tên</h1>", "2 h1"),
        ("<h2>", "<h4>", "is followed by h4"),
        ("<main>", "<main></main><main>", "2 main"),
        ('<p id="p">', '<p id="a">', "stands 2 times"),
        ('href="#p"', 'href="#q"', "leads nowhere"),
        ('for="a"', 'for="b"', "has no label"),
        ('<input id="a" name="a">', '<input id="a" name="a" aria-describedby="z">', "describedby"),
        (">Gửi<", "><", "has no name"),
        (' alt=""', "", "has no alt"),
        (' action="/x/"', "", "has no action"),
        ('<input type="hidden" name="csrfmiddlewaretoken" value="1">', "", "csrf"),
        ("<h2>", "<script>x</script><h2>", "is inline"),
        ("<h2>", "<style>p{}</style><h2>", "is inline"),
        ("<h2>", '<h2 style="color: red">', "carries code or style"),
        ("<h2>", '<h2 onclick="x()">', "carries code or style"),
        ('href="#p"', 'href="javascript:x"', "runs code"),
        ("Chữ", "Chu\u031b\u0303", "NFC"),
    ],
)
def test_each_fault_is_found(old, new, found):
    with pytest.raises(BadPage, match=found):
        examine(page_with(old, new))


def test_a_fragment_needs_no_frame():
    examine(HttpResponse("<p>Chỉ một đoạn</p>"), fragment=True)
    with pytest.raises(BadPage, match="has no label"):
        examine(HttpResponse("<input name='x'>"), fragment=True)


def _writes(request):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE agencies_agency SET id = id")
    return HttpResponse("x", content_type="text/plain")


def _locks(request):
    Agency.objects.select_for_update().first()
    return HttpResponse("x", content_type="text/plain")


def _keeps_session(request):
    Session.objects.create(session_key="k", session_data="", expire_date="2026-12-01T00:00Z")
    return HttpResponse("x", content_type="text/plain")


urlpatterns = [path("writes", _writes), path("locks", _locks), path("session", _keeps_session)]


@pytest.fixture
def odd_pages(settings):
    settings.MIDDLEWARE = []
    with override_settings(ROOT_URLCONF=__name__):
        yield PageClient()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/writes", "/locks"])
def test_a_get_only_reads(odd_pages, address):
    with pytest.raises(WriteOnRead):
        odd_pages.get(address)
    odd_pages.post(address)
    with odd_pages.writing():
        odd_pages.get(address)


@pytest.mark.django_db
def test_a_get_may_keep_its_session(odd_pages):
    assert odd_pages.get("/session").status_code == 200


@pytest.mark.django_db
def test_rows_without_an_order_come_shuffled():
    for number in range(20):
        Session.objects.create(
            session_key=str(number), session_data="", expire_date="2026-12-01T00:00Z"
        )
    keys = [[row.pk for row in Session.objects.all()] for _ in range(5)]
    assert len({tuple(order) for order in keys}) > 1
    ordered = [[row.pk for row in Session.objects.order_by("pk")] for _ in range(5)]
    assert len({tuple(order) for order in ordered}) == 1


def test_undefined_variables_fail_in_our_templates_only():
    ours = engines["django"].engine.get_template("components/notice.html")
    with pytest.raises(UndefinedVariable, match="text"):
        ours.render(Context({"kind": "ok"}))
    assert Template("{{ nothing }}").render(Context({})) == ""


def test_a_page_may_not_ask_more_than_recorded(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.client.QUERY_COUNTS", tmp_path / "counts.json")
    with pytest.raises(AssertionError, match="recorded are none"):
        hold_to_record("x:list", 3, [])
    monkeypatch.setenv("RECORD_QUERIES", "1")
    hold_to_record("x:list", 3, [])
    monkeypatch.delenv("RECORD_QUERIES")
    hold_to_record("x:list", 3, [])
    with pytest.raises(AssertionError, match="4 queries"):
        hold_to_record("x:list", 4, [])
