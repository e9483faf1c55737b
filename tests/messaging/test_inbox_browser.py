"""Notices read in a browser: opening one tells the portal that it was read."""

from datetime import date

import pytest
from playwright.sync_api import expect

from portal.messaging.models import Notice
from portal.messaging.services import notify
from tests.browser import check_page, come_signed_in

pytestmark = pytest.mark.django_db(transaction=True)

CONTEXT = {"code": "H99.22-261124-0001", "due": date(2026, 12, 1)}


@pytest.fixture
def visitor(new_visitor, client, citizen):
    def arrive(**window):
        client.force_login(citizen)
        page = new_visitor(**window)
        come_signed_in(page, client)
        return page

    return arrive


def test_opening_a_notice_marks_it_as_read(visitor, citizen, accepted):
    for number in range(3):
        notify(None, accepted, citizen, CONTEXT | {"code": number}, "/ho-so/")
    page = visitor(width=360)

    page.goto("/thong-bao/")
    check_page(page)
    page.get_by_role("link", name="Hồ sơ 2 đã được tiếp nhận").click()

    expect(page.locator("#read")).to_contain_text("Đã đọc:")
    check_page(page)
    page.goto("/thong-bao/")
    expect(page.locator(".letter.new")).to_have_count(2)


def test_without_scripts_a_button_marks_it(visitor, citizen, accepted):
    notify(None, accepted, citizen, CONTEXT)
    page = visitor(javascript=False)

    page.goto("/thong-bao/")
    page.get_by_role("link", name="đã được tiếp nhận").click()
    assert Notice.objects.get().read_at is None
    page.get_by_role("button", name="Đánh dấu đã đọc").click()

    assert Notice.objects.get().read_at is not None
    check_page(page)


def test_all_at_once(visitor, citizen, accepted):
    for number in range(3):
        notify(None, accepted, citizen, CONTEXT | {"code": number})
    page = visitor()

    page.goto("/thong-bao/")
    page.get_by_role("button", name="Đánh dấu đã đọc tất cả").click()

    expect(page.get_by_role("status")).to_contain_text("Đã đánh dấu đọc tất cả thông báo.")
    expect(page.locator(".letter.new")).to_have_count(0)
