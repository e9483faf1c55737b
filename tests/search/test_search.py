"""What people type, and the procedure they mean. Each line is a query somebody really makes."""

from datetime import date

import pytest
from django.utils.translation import override

from portal.search.models import SearchEntry
from portal.search.registry import Found, _sources, source
from portal.search.rules.symbols import symbol_key
from portal.search.rules.words import readings
from portal.search.selectors import find, keys_of, suggest
from portal.search.services import rebuild, reindex
from tests.client import words

TODAY = date(2026, 11, 21)


def test_symbols_of_documents_in_any_spelling_find_what_stands_on_them(whole_catalogue):
    for typed in ("168/2025/NĐ-CP", "168/2025/nd-cp", "168 2025 ND CP", "168-2025-NĐ-CP"):
        found = set(keys_of(typed, "procedure", today=TODAY))
        assert {"1.001612", "2.001610"} <= found, typed
        assert "1.001193" not in found, typed


def test_a_slip_of_the_finger_brings_what_is_spelt_almost_so(whole_catalogue):
    results = find("đăng ký thừong trú tạn", today=TODAY)
    similar = [hit.key for hit in [*results.hits, *results.similar]]
    assert {"1.004222", "1.004194"} & set(similar)


def test_marks_that_were_typed_decide_the_order(db, a_source):
    a_source["thue-dat"] = [Found(title="Thuê đất", url="/a/", body="thuê đất")]
    a_source["thue-dat-2"] = [Found(title="Thuế đất", url="/b/", body="thuế đất")]
    for key in a_source:
        reindex("test", key)
    assert keys_of("thuê đất", "test", today=TODAY) == ["thue-dat", "thue-dat-2"]
    assert keys_of("thuế đất", "test", today=TODAY) == ["thue-dat-2", "thue-dat"]
    assert set(keys_of("thue dat", "test", today=TODAY)) == {"thue-dat", "thue-dat-2"}


def test_old_and_new_places_of_the_tone_are_one(db, a_source):
    a_source["hoa"] = [Found(title="Hoà giải ở cơ sở", url="/a/")]
    reindex("test", "hoa")
    assert keys_of("hòa giải", "test", today=TODAY) == ["hoa"]


@pytest.fixture
def a_source():
    things: dict[str, list[Found]] = {}
    source("test", "Test", lambda key: things.get(key, []), lambda: list(things), order=1)
    yield things
    del _sources["test"]


def test_a_thing_that_is_gone_leaves_the_index(db, a_source):
    a_source["x"] = [Found(title="Một", url="/x/"), Found(title="One", url="/x/", language="en")]
    reindex("test", "x")
    reindex("test", "x")
    assert SearchEntry.objects.filter(source="test").count() == 2
    a_source.clear()
    assert rebuild("test") == 0
    assert not SearchEntry.objects.filter(source="test").exists()


def test_snippets_carry_no_markup_of_the_text(db, a_source):
    text = "xấu <script>alert(1)</script> & \u0002 lạ"
    a_source["x"] = [Found(title="<b>Mã độc</b>", url="/x/", body=text)]
    reindex("test", "x")
    hit = find("xấu", today=TODAY).hits[0]
    assert "<script>" not in hit.snippet
    assert "<mark>xấu</mark>" in hit.snippet


def test_english_readers_get_english_pages_and_vietnamese_ones_without_twin(db, a_source, settings):
    a_source["x"] = [
        Found(title="Chim sẻ", url="/x/", language="vi"),
        Found(title="Sparrows", url="/x/", language="en"),
    ]
    a_source["y"] = [Found(title="Chim sẻ ngô", url="/y/")]
    rebuild("test")
    with override("en"):
        assert [hit.url for hit in find("sparrow", today=TODAY).hits] == ["/en/x/"]
        assert [hit.key for hit in find("chim sẻ", today=TODAY).hits] == ["y"]
    with override("vi"):
        assert {hit.key for hit in find("chim sẻ", today=TODAY).hits} == {"x", "y"}


ODD = ("", "   ", "'", "a' | b", "!!", "(", ":*", "\\", "%", "\x00", "&|!()<->", "1/", "ý;--")


def test_odd_queries_break_nothing(whole_catalogue, client):
    for text in (*ODD, "đ" * 500):
        find(text, today=TODAY)
        suggest(text, today=TODAY)
        keys_of(text, "procedure", today=TODAY)
    for query in ("", "?q=", "?q=zzzz", "?q=khai&type=procedure&from=99999", "?q=%27"):
        assert client.get(f"/tim-kiem/{query}").status_code == 200


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("05/2014/QĐ-UBND", "052014QDUBND"),
        ("05-2014 qd ubnd", "052014QDUBND"),
        ("66.7/2025/NQ-CP", "6672025NQCP"),
        ("59/2020/QH14", "592020QH14"),
    ],
)
def test_one_key_for_every_spelling(typed, key):
    assert symbol_key(typed) == key


def test_words_have_their_days():
    assert "thẻ căn cước" in readings("cccd", date(2026, 1, 1))
    assert readings("cccd", date(2024, 6, 30)) == ["cccd"]


def test_suggestions_begin_while_typing(whole_catalogue):
    titles = [entry.title for entry in suggest("đăng ký kh", today=TODAY)]
    assert "Thủ tục đăng ký khai sinh" in titles


def test_the_page_of_results(client, whole_catalogue):
    response = client.get_counted("/tim-kiem/?q=khai sinh")
    links = [each.get("href") for each in response.tree.findall(".//li[@class='hit']/h3/a")]
    assert links[0] == "/thu-tuc/1.001193/"
    assert words(response.tree.find(".//h1")) == "Tìm: khai sinh"
    english = client.get("/en/tim-kiem/?q=birth")
    links = [each.get("href") for each in english.tree.findall(".//li[@class='hit']/h3/a")]
    assert links[0] == "/en/thu-tuc/1.001193/"


def test_suggestions_with_and_without_scripts(client, whole_catalogue):
    answer = client.get("/tim-kiem/goi-y/?q=giấy khai s", HTTP_ACCEPT="application/json").json()
    assert answer["entries"][0]["url"] == "/thu-tuc/1.001193/"
    assert answer["entries"][0]["said"] == "Làm giấy khai sinh"
    page = client.get_counted("/tim-kiem/goi-y/?q=khai sinh")
    assert page.tree.find(".//ul[@class='suggestions']/li/a").get("href") == "/thu-tuc/1.001193/"
    results = client.get("/tim-kiem/?q=khai")
    assert "?q=L%C3%A0m%20gi%E1%BA%A5y%20khai%20sinh" in results.content.decode()


def test_search_for_programs(client, whole_catalogue):
    answer = client.get("/api/v1/search?q=khai sinh").json()
    assert answer["results"][0]["type"] == "procedure"
    assert answer["results"][0]["url"].endswith("/thu-tuc/1.001193/")
    assert "<mark>" not in answer["results"][0]["snippet"]
    assert answer["capped"] is False
    assert client.get("/api/v1/search").status_code == 400
    assert client.get("/api/v1/search?q=a&offset=99999999999999999999").status_code == 400
