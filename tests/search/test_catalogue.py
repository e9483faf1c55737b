"""The catalogue by letter, field, extent and all of them together; as a page, for programs and as
open data."""

import csv
import io
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from procedures.models import LifeEvent, Procedure
from procedures.rules.names import ALPHABET, letter_key, name_key
from procedures.selectors import public_procedures
from tests.client import words


def codes(page) -> list[str]:
    links = page.tree.findall(".//li[@class='procedure-line']/h3/a")
    return [link.get("href").split("/")[2] for link in links]


def whole_list(client, address: str) -> list[str]:
    """Codes of the list through all its pages."""
    found = []
    while address:
        page = client.get(address)
        found += codes(page)
        following = page.tree.find(".//a[@rel='next']")
        address = following.get("href") if following is not None else ""
    return found


def test_names_stand_under_what_they_are_about():
    names = ["Ăn uống", "Thủ tục đăng ký khai sinh", "An toàn", "Đăng ký tạm trú", "Dạy nghề"]
    assert sorted(names, key=name_key) == ["An toàn", "Ăn uống", "Dạy nghề", *names[1:4:2]]
    keys = [letter_key(letter) for letter in ALPHABET]
    assert keys == sorted(keys)
    assert [letter_key(sign) for sign in ("f", "", "ab", "1", "đ")] == ["", "", "", "", "G"]


def test_letters_lead_to_their_part_of_the_list(client, whole_catalogue):
    page = client.get_counted("/thu-tuc/")
    letters = page.tree.findall(".//ol[@class='letters']/li")
    assert [words(letter) for letter in letters] == list(ALPHABET)
    linked = {words(letter) for letter in letters if letter.find("a") is not None}
    assert {"C", "Đ", "T"} <= linked
    assert not {"A", "Ă", "Q"} & linked
    found = whole_list(client, "/thu-tuc/?letter=Đ")
    assert {"1.001193", "1.004194"} <= set(found)
    names = Procedure.objects.filter(code__in=found).values_list("current__name", flat=True)
    assert all(name.removeprefix("Thủ tục ")[:1] in "Đđ" for name in names)
    assert client.get("/en/thu-tuc/").tree.find(".//ol[@class='letters']") is None


@pytest.mark.parametrize(
    "asked",
    [
        "sector=G15-HT",
        "level=2",
        "extent=PARTIAL",
        "audience=FOREIGNER",
        "letter=Đ",
        "sector=G15-HT&extent=FULL&letter=Đ",
        "q=đăng ký&sector=G15-HT",
        "q=giấy phép&extent=FULL",
        "",
    ],
)
def test_the_page_and_the_api_give_the_same(client, whole_catalogue, asked):
    on_pages = whole_list(client, f"/thu-tuc/?{asked}")
    told, cursor = [], ""
    while cursor is not None:
        answer = client.get(f"/api/v1/procedures?{asked}&cursor={cursor}").json()
        told += [line["code"] for line in answer["results"]]
        cursor = answer["next"]
    assert on_pages == told
    assert on_pages
    assert len(set(told)) == len(told)


def test_only_what_exists_is_offered(client, whole_catalogue):
    LifeEvent.objects.create(slug="len-sao-hoa", name="Lên sao Hỏa", order=99)
    form = client.get("/thu-tuc/").context["filter"].form
    offered = {
        name: {str(value) for value, _label in form.fields[name].choices}
        for name in ("level", "extent", "audience", "event", "sector")
    }
    real = public_procedures()
    levels = set(map(str, real.values_list("current__level", flat=True)))
    assert offered["level"] - {""} == levels
    assert offered["extent"] - {""} == set(real.values_list("current__completeness", flat=True))
    assert "len-sao-hoa" not in offered["event"]
    audiences = {each for row in real.values_list("current__audiences", flat=True) for each in row}
    assert offered["audience"] - {""} == audiences


def test_the_next_page_keeps_what_was_chosen(client, whole_catalogue):
    page = client.get("/thu-tuc/?extent=FULL&after=")
    link = page.tree.find(".//a[@rel='next']").get("href")
    assert parse_qs(urlsplit(link).query)["extent"] == ["FULL"]
    letter = page.tree.find(".//ol[@class='letters']//a").get("href")
    assert set(parse_qs(urlsplit(letter).query)) == {"extent", "letter"}


@pytest.mark.parametrize(
    "odd", ["letter=1", "letter=DD", "level=9", "sector=x&agency=y", "extent=x", "after=zzz"]
)
def test_odd_narrowings_break_nothing(client, whole_catalogue, odd):
    assert client.get(f"/thu-tuc/?{odd}").status_code == 200


def test_online_services_are_published(client, whole_catalogue):
    def listed(address):
        page = client.get(address)
        return {row.get("href").split("/")[2] for row in page.tree.findall(".//tbody//th/a")}

    every = listed("/thu-tuc/truc-tuyen/")
    assert "1.001193" in every
    assert "2.000815" not in every
    partly = listed("/thu-tuc/truc-tuyen/?extent=PARTIAL")
    assert "1.000894" in partly
    assert "1.001193" not in partly


def test_the_whole_catalogue_as_open_data(client, whole_catalogue, django_assert_max_num_queries):
    expected = set(public_procedures().values_list("code", flat=True))
    with django_assert_max_num_queries(2):
        text = client.get("/thu-tuc/danh-muc.csv").getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["code"] for row in rows} == expected
    birth = next(row for row in rows if row["code"] == "1.001193")
    assert (birth["extent"], birth["sector"]) == ("FULL", "G15-HT")
    told = json.loads(client.get("/thu-tuc/danh-muc.json").getvalue())
    assert {row["code"] for row in told["procedures"]} == expected
    assert client.get("/thu-tuc/danh-muc.xml/").status_code == 404
