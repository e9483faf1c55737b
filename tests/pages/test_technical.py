"""Files that machines look for."""

import json
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from portal.pages import registry

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def empty_registry(monkeypatch):
    for store in ("_home", "_branches", "_addresses"):
        monkeypatch.setattr(registry, store, {})


def test_robots_stay_out_of_what_is_private(page):
    text = page.get("/robots.txt").content.decode()
    for private in ("/quan-tri/", "/en/quan-tri/", "/ho-so/", "/tai-khoan/"):
        assert f"Disallow: {private}\n" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_security_contact_has_not_expired(page):
    lines = dict(
        line.split(": ", 1)
        for line in page.get("/.well-known/security.txt").content.decode().splitlines()
    )
    assert lines["Contact"].startswith("mailto:")
    left = datetime.fromisoformat(lines["Expires"]) - datetime.now(UTC)
    assert 30 < left.days < 366


def test_manifest(page):
    manifest = json.loads(page.get("/manifest.webmanifest").content)
    assert manifest["name"] == "Cổng Dịch vụ công Tỉnh Minh Hà"
    assert manifest["icons"][0]["src"].endswith("seal.svg")


def test_sitemap_lists_pages_and_what_apps_offer(page, empty_registry):
    registry.sitemap_addresses(
        "things",
        lambda: [registry.Address("/thu-tuc/1.001193/", datetime(2026, 11, 1, tzinfo=UTC))],
    )
    root = ElementTree.fromstring(page.get("/sitemap.xml").content)
    found = {url.findtext(f"{MAP}loc"): url.findtext(f"{MAP}lastmod") for url in root}
    assert found["http://testserver/gioi-thieu/"] is None
    assert found["http://testserver/thu-tuc/1.001193/"].startswith("2026-11-01")
    twins = root.findall(".//{http://www.w3.org/1999/xhtml}link[@hreflang='en']")
    assert len(twins) == len(found)


def test_sitemap_addresses_open(page, empty_registry):
    root = ElementTree.fromstring(page.get("/sitemap.xml").content)
    for place in root.iter(f"{MAP}loc"):
        assert page.get(place.text.removeprefix("http://testserver")).status_code == 200


def test_site_map_shows_branches_of_apps(page, empty_registry):
    registry.site_map_branch(
        "things", 10, "Lĩnh vực", lambda: [("Hộ tịch", "/thu-tuc/?sector=ho-tich")]
    )
    links = page.get("/en/so-do/").tree.findall(".//main//a")
    assert ("Hộ tịch", "/en/thu-tuc/?sector=ho-tich") in [
        (link.text, link.get("href")) for link in links
    ]


def test_home_blocks_stand_in_order_and_hide_themselves(page, empty_registry):
    def block(name, order, shown=True):
        registry.home_block(
            name,
            order,
            "pages/text/terms.vi.html",
            lambda request: {} if shown else None,
        )

    block("later", 50)
    block("hidden", 5, shown=False)
    block("first", 10)
    names = [each["name"] for each in page.get("/").context["blocks"]]
    assert names == ["first", "later"]


def test_a_name_is_taken_once(empty_registry):
    registry.home_block("news", 1, "x.html", lambda request: None)
    with pytest.raises(registry.AlreadyRegistered):
        registry.home_block("news", 2, "y.html", lambda request: None)
