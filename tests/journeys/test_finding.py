"""Somebody looks for a procedure in the words of every day."""

import pytest
from django.utils import timezone

from portal.agencies.models import AgencyIdentifier
from portal.agencies.roles import Role
from portal.demo import agencies, catalogue
from portal.search.models import Missed
from portal.search.services import roll_up
from tests.browser import check_page
from tests.factories import accounts


@pytest.fixture
def province(transactional_db):
    """A few procedures, without the people and letters of other journeys."""
    agencies.load()
    root = AgencyIdentifier.objects.get(code="H99").agency
    accounts.official(root, Role.APPROVER)
    catalogue.load(("1.001193", "3.000347"))


def test_with_suggestions_while_typing(province, new_visitor):
    visitor = new_visitor(width=360)
    visitor.goto("/")
    visitor.get_by_role("combobox").press_sequentially("giay khai s")
    options = visitor.get_by_role("option")
    options.first.wait_for()
    assert "Làm giấy khai sinh" in options.first.inner_text()
    check_page(visitor)
    visitor.keyboard.press("Escape")
    assert not visitor.get_by_role("listbox").is_visible()
    visitor.get_by_role("combobox").press_sequentially("i")
    options.first.wait_for()
    visitor.keyboard.press("ArrowDown")
    chosen = visitor.get_by_role("combobox").get_attribute("aria-activedescendant")
    assert visitor.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
    visitor.keyboard.press("Enter")
    visitor.wait_for_url("**/thu-tuc/1.001193/")


def test_without_scripts_and_in_vain(province, new_visitor):
    visitor = new_visitor(javascript=False)
    visitor.goto("/")
    visitor.get_by_role("searchbox").fill("đổi bằng lái")
    visitor.get_by_role("button", name="Tìm kiếm").click()
    check_page(visitor)
    visitor.locator(".hit a").first.click()
    assert visitor.url.endswith("/thu-tuc/3.000347/")
    visitor.goto("/tim-kiem/?q=phù thủy")
    check_page(visitor)
    visitor.get_by_role("link", name="Sinh con").click()
    assert visitor.get_by_role("link", name="Thủ tục đăng ký khai sinh").is_visible()
    roll_up(today=timezone.localdate())
    assert Missed.objects.get().text == "phu thuy"
