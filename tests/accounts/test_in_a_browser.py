"""An official's first day in a real browser: invitation done, passkey set up, the desk opens.

The content security policy is the same everywhere; anything it blocks fails the test.
"""

import os

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import timezone

from portal.accounts.models import ProvenIdentity
from portal.agencies.models import Agency, Post, Tenure
from tests.accounts.conftest import PASSWORD, make_person
from tests.accounts.test_second_factor import code_of
from tests.browser import check_page, come_signed_in
from tests.factories.accounts import come_in

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = os.environ.get("SCREENSHOTS")


@pytest.fixture
def administrator(transactional_db):
    user = make_person("admin@minhha.example", "Lại Thế Vinh", kind="OFFICIAL", is_staff=True)
    agency = Agency.objects.create(
        name="Sở Khoa học và Công nghệ", level="PROVINCE", kind="DEPARTMENT", since="2025-07-01"
    )
    post = Post.objects.create(agency=agency, title="Quản trị", roles=["ADMIN", "DESK"])
    Tenure.objects.create(post=post, user=user, since=timezone.localdate())
    return user


def shot(page, name):
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def sign_in(page, email):
    page.goto("/tai-khoan/dang-nhap/")
    check_page(page)
    shot(page, "login")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    page.click("[name=action][value=sign_in]")


def with_virtual_authenticator(page):
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_opens_the_desk_and_signs_in_alone(new_visitor, administrator):
    page = new_visitor()
    with_virtual_authenticator(page)
    sign_in(page, administrator.email)
    page.wait_for_url("**/xac-thuc-hai-lop/**")
    check_page(page)
    shot(page, "second_factor")
    page.goto("/tai-khoan/hai-lop/khoa/them/")
    check_page(page)
    page.check("[name=passwordless]")
    page.click("[name=action][value=add]")
    page.wait_for_url("**/ma-du-phong/")
    check_page(page)
    shot(page, "recovery_codes")
    assert Authenticator.objects.filter(type="webauthn").exists()
    page.goto("/quan-tri/")
    check_page(page)
    shot(page, "desk")

    page.goto("/tai-khoan/dang-xuat/")
    page.click("[name=action][value=sign_out]")
    page.goto("/tai-khoan/dang-nhap/")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/tai-khoan/")
    page.goto("/quan-tri/")
    assert page.locator("h1").inner_text() == "Bàn làm việc của tôi"


def test_tables_work_under_the_policy(new_visitor, administrator):
    secret = generate_totp_secret()
    TOTP.activate(administrator, secret)
    page = new_visitor()
    sign_in(page, administrator.email)
    page.wait_for_url("**/hai-lop/nhap/")
    check_page(page)
    shot(page, "enter_code")
    page.fill("[name=code]", code_of(secret))
    page.click("[name=action][value=confirm]")
    page.wait_for_url("**/tai-khoan/")
    check_page(page)
    shot(page, "account")
    for name, path in {
        "list": "/quan-tri/accounts/user/",
        "add": "/quan-tri/accounts/invitation/add/",
        "look": f"/quan-tri/accounts/user/{administrator.pk}/change/",
    }.items():
        page.goto(path)
        assert page.locator("h1").count() == 1
        shot(page, f"admin_{name}")


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_of_the_account_at_any_width(new_visitor, transactional_db, width):
    person = make_person("man@minhha.example", "Nguyễn Thị Mận")
    page = new_visitor(width=width)
    sign_in(page, person.email)
    page.wait_for_url("**/tai-khoan/")
    for path in ("", "thong-tin/", "bao-mat/", "danh-tinh/", "to-chuc/", "ai-da-xem/", "yeu-cau/"):
        page.goto(f"/tai-khoan/{path}")
        check_page(page)
        shot(page, f"account_{path.strip('/') or 'home'}_{width}")


@pytest.mark.parametrize(("javascript", "width"), [(False, 1280), (True, 320)])
def test_an_identity_is_proven_at_the_desk(new_visitor, administrator, javascript, width):
    person = make_person("man@minhha.example", "Nguyễn Thị Mận")
    page = new_visitor(javascript=javascript, width=width)
    come_signed_in(page, come_in(Client(), administrator))
    page.goto("/quan-tri/danh-tinh/")
    check_page(page)
    page.fill("[name=contact]", person.email)
    shot(page, f"identity-find-{width}")
    page.click("[name=action][value=find]")
    check_page(page)
    page.fill("[name=number]", "079185001234")
    page.fill("[name=number_again]", "079185001243")
    page.check("[name=compared]")
    page.click("[name=action][value=prove]")
    page.wait_for_selector(".error-summary")
    check_page(page)
    shot(page, f"identity-slip-{width}")
    page.fill("[name=number_again]", "079185001234")
    page.click("[name=action][value=prove]")
    page.wait_for_selector("text=Đã chứng thực định danh của Nguyễn Thị Mận")
    shot(page, f"identity-done-{width}")
    assert ProvenIdentity.objects.get().user == person
