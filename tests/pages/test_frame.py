"""The frame that every page stands in."""

import pytest

pytestmark = pytest.mark.django_db

PAGES = (
    *("/", "/gioi-thieu/", "/tro-giup/", "/lien-he/", "/so-do/"),
    *("/tiep-can/", "/quyen-rieng-tu/", "/dieu-khoan/", "/style-guide/"),
)
# TT 32/2017, article 16: what stands at the foot of the page.
RESPONSIBLE = (
    "Ủy ban nhân dân tỉnh Minh Hà",
    *("Chịu trách nhiệm:", "Địa chỉ:", "Điện thoại:", "Thư điện tử:"),
)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_opens_in_both_languages(page, prefix, path):
    answer = page.get(prefix + path)
    assert answer.status_code == 200
    assert answer.tree.get("lang") == (prefix.strip("/") or "vi")


@pytest.mark.parametrize("path", PAGES)
def test_foot_says_who_is_responsible(page, path):
    foot = page.get(path).text_of(".//footer")
    for fact in RESPONSIBLE:
        assert fact in foot


def test_first_page_needs_no_cookie(page):
    assert not page.get("/tro-giup/").cookies


def test_language_switch_keeps_the_page_and_its_query(page):
    answer = page.get("/lien-he/?page=/thu-tuc/")
    switch = answer.tree.find(".//div[@class='tools']//a")
    assert switch.get("href") == "/en/lien-he/?page=/thu-tuc/"
    back = page.get(switch.get("href")).tree.find(".//div[@class='tools']//a")
    assert back.get("href") == "/lien-he/?page=/thu-tuc/"


def test_menu_marks_where_we_are(page):
    current = page.get("/so-do/").tree.findall(".//nav[@id='menu']//a[@aria-current]")
    assert [link.get("href") for link in current] == ["/so-do/"]


def test_menu_offers_only_what_opens(page):
    for link in page.get("/").tree.findall(".//nav[@id='menu']//a"):
        assert page.get(link.get("href")).status_code in (200, 302)


def test_metadata_is_never_blank(page):
    answer = page.get("/gioi-thieu/")
    meta = {tag.get("name"): tag.get("content") for tag in answer.tree.iter("meta")}
    for name in ("title", "creator", "date", "description", "publisher", "identifier"):
        assert meta[f"DC.{name}"].strip(), name


def test_problem_with_a_page_is_reported_with_its_address(page):
    link = page.get("/tro-giup/").tree.find(
        ".//footer//a[@href='/lien-he/?page=/tro-giup/#report']"
    )
    answer = page.get(link.get("href"))
    assert "/tro-giup/" in answer.text_of(".//section[@id='report']")


def test_report_does_not_repeat_foreign_words(page):
    answer = page.get("/lien-he/?page=https://evil.example/")
    assert "evil" not in answer.text_of(".//section[@id='report']")
    assert "evil" not in answer.tree.find(".//section[@id='report']//a").get("href")


def test_security_headers(page):
    answer = page.get("/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
