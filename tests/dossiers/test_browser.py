"""The form in a real browser: answers saved while typing, nothing lost when something breaks."""

import re

import pytest
from django.contrib.sessions.models import Session

from dossiers.models import Draft
from tests.browser import check_page, come_signed_in
from tests.documents.samples import picture
from tests.dossiers.forms import BIRTH
from tests.factories.accounts import PASSWORD, citizen
from tests.factories.agencies import commune
from tests.factories.dossiers import draft
from tests.factories.procedures import procedure

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def owner():
    return citizen()


@pytest.fixture
def begun(owner):
    place = commune()
    return draft(owner, place, revision=procedure(place, form=BIRTH), with_paper=False)


@pytest.fixture
def arrive(new_visitor, client, owner):
    """A window of the owner, signed in."""
    client.force_login(owner)

    def window(**options):
        page = new_visitor(**options)
        come_signed_in(page, client)
        return page

    return window


def section(draft, key):
    return f"/ho-so/nhap/{draft.public_id}/phan/{key}/"


def saved(page):
    return page.locator("[data-save-state]")


def stored(draft):
    return Draft.objects.get(pk=draft.pk).answers


def type_into(page, name, text):
    page.fill(f"input[name='{name}']", text)
    page.locator("h1").click()


def test_an_answer_is_saved_when_its_field_is_left(arrive, begun):
    page = arrive(width=360)
    page.goto(section(begun, "declarant"))
    check_page(page)
    with page.expect_response("**/luu/"):
        type_into(page, "full_name", "Nguyễn Thị Mận")
    saved(page).get_by_text(re.compile(r"\d\d:\d\d")).wait_for()
    assert stored(begun)["full_name"] == "Nguyễn Thị Mận"


def test_a_wrong_answer_is_saved_and_told_beside_its_field(arrive, begun):
    page = arrive()
    page.goto(section(begun, "declarant"))
    type_into(page, "phone", "12")
    page.locator(".field.wrong .errorlist").wait_for()
    assert page.locator("input[name='phone']").get_attribute("aria-invalid") == "true"
    assert stored(begun)["phone"] == "12"
    check_page(page)
    with page.expect_response("**/luu/"):
        type_into(page, "phone", "0912345678")
    page.locator(".field.wrong").wait_for(state="detached")


def test_an_answer_brings_up_its_question_and_the_focus_stays(arrive, begun):
    page = arrive()
    page.goto(section(begun, "child"))
    page.get_by_label("Có", exact=True).check()
    page.locator("input[name='country']").wait_for()
    assert page.evaluate("document.activeElement.name") == "born_abroad"
    with page.expect_response("**/luu/"):
        type_into(page, "country", "Lào")
    assert stored(begun)["country"] == "Lào"
    check_page(page)


def test_two_windows_cannot_overwrite_each_other_unseen(arrive, begun):
    first, second = arrive(), arrive()
    for page in (first, second):
        page.goto(section(begun, "declarant"))
    with first.expect_response("**/luu/"):
        type_into(first, "full_name", "Cửa sổ một")
    with second.expect_response("**/luu/"):
        type_into(second, "full_name", "Cửa sổ hai")
    second.locator(".errorlist", has_text="Cửa sổ một").wait_for()
    assert second.locator("input[name='full_name']").input_value() == "Cửa sổ hai"
    assert stored(begun)["full_name"] == "Cửa sổ một"


def test_what_is_typed_without_a_connection_is_sent_when_it_is_back(arrive, begun):
    page = arrive()
    page.goto(section(begun, "declarant"))
    page.context.set_offline(True)
    type_into(page, "full_name", "Gõ lúc mất mạng")
    page.locator(".save-state.wrong").wait_for()
    page.troubles.clear()
    with page.expect_response("**/luu/"):
        page.context.set_offline(False)
    page.locator(".save-state:not(.wrong)").wait_for()
    assert stored(begun)["full_name"] == "Gõ lúc mất mạng"


def sign_in(page, owner):
    page.fill("input[name='login']", owner.email)
    page.fill("input[name='password']", PASSWORD)
    page.locator("button[value='sign_in']").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_session_that_ends_while_typing_loses_nothing(new_visitor, owner, begun, javascript):
    page = new_visitor(javascript=javascript)
    page.goto(section(begun, "declarant"))
    sign_in(page, owner)
    page.wait_for_url(f"**{section(begun, 'declarant')}")
    page.fill("input[name='full_name']", "Nguyễn Thị Mận")
    Session.objects.all().delete()
    page.fill("input[name='phone']", "12")
    page.locator("main form button[value='next']:visible").click()
    sign_in(page, owner)
    page.locator("button[value='restore']").click()
    assert page.locator("input[name='full_name']").input_value() == "Nguyễn Thị Mận"
    assert page.locator("input[name='phone']").input_value() == "12"
    assert stored(begun) == {}
    page.fill("input[name='phone']", "0912345678")
    page.locator("main form button[value='next']:visible").click()
    page.wait_for_url(f"**{section(begun, 'child')}")
    answers = stored(begun)
    assert (answers["full_name"], answers["phone"]) == ("Nguyễn Thị Mận", "0912345678")


def test_the_whole_way_without_scripts(arrive, begun, tmp_path):
    photo = tmp_path / "giay-chung-sinh.jpg"
    photo.write_bytes(picture())
    page = arrive(javascript=False, width=360)
    page.goto(f"/ho-so/nhap/{begun.public_id}/")
    check_page(page)
    page.locator(".page-head .button").click()
    page.fill("input[name='full_name']", "Nguyễn Thị Mận")
    go_on = "main form button[value='next']:visible"
    page.locator(go_on).click()
    page.get_by_label("Không", exact=True).check()
    page.locator("button[value='add:siblings']").click()
    page.fill("input[name='siblings.0.name']", "Nguyễn Văn Anh")
    page.locator("input[name='true'][type='checkbox']").check()
    check_page(page)
    page.locator(go_on).click()
    page.locator("input[type='file']").set_input_files(photo)
    page.locator("main form button[value='upload']:visible").click()
    check_page(page)
    page.locator(go_on).click()
    page.get_by_label("trong tài khoản", exact=False).check()
    check_page(page)
    page.locator(go_on).click()
    check_page(page)
    page.locator("button[value='send']").click()
    page.wait_for_url("**/da-nhan/")
    check_page(page)
    page.get_by_role("link", name="Đến trang hồ sơ").click()
    page.locator("[data-state='SUBMITTED']").first.wait_for()
    check_page(page)
