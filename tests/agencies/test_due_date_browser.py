"""A visitor works out a date, without scripts and with them, on a phone and at a desk."""

import os

import pytest

from portal.demo import agencies as demo
from tests.browser import check_page

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("javascript", "width"), [(False, 360), (True, 1280)])
def test_somebody_works_out_a_date(new_visitor, javascript, width):
    demo.load()
    visitor = new_visitor(javascript=javascript, width=width)
    visitor.goto("/tinh-han/")
    check_page(visitor)
    visitor.get_by_label("Tiếp nhận lúc").fill("2026-11-20T09:00")
    visitor.get_by_label("Thời hạn").fill("4")
    visitor.get_by_label("Tính theo").select_option("calendar_day")
    visitor.get_by_label("Cơ quan", exact=False).first.select_option("H99.22")
    visitor.get_by_role("button", name="Tính ngày trả kết quả").click()
    assert visitor.locator(".due-date-day").inner_text() == "17:30, Thứ Tư, 25/11/2026"
    check_page(visitor)
    if folder := os.environ.get("LOOK"):
        visitor.screenshot(path=f"{folder}/due-{width}.png", full_page=True)
    visitor.goto("/en/tinh-han/?accepted=&limit=0&unit=working_day")
    check_page(visitor)
    if folder := os.environ.get("LOOK"):
        visitor.screenshot(path=f"{folder}/due-en-{width}.png", full_page=True)
    visitor.goto("/api/")
    check_page(visitor)
