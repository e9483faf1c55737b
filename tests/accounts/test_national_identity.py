"""Signing in through a real OpenID Connect provider: the sandbox, in a process of its own."""

import html
import os
import re
import subprocess
import sys

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import connection

from portal.accounts.models import ProvenIdentity, User
from portal.accounts.services.prove_identity import Proof, prove_identity
from portal.accounts.social import IdentityAdapter
from portal.demo.sandbox.people import BY_NAME
from tests.accounts.conftest import PASSWORD, make_person

MAN = BY_NAME["man"]
FIRM = {"LoaiTaiKhoan": "2", "MaSoThue": "0100109106"}

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("provider")]


@pytest.fixture
def sandbox(provider):
    return provider


class Browser(requests.Session):
    """A browser without JavaScript, as far as signing in needs one."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base

    def press(self, page: requests.Response, action: str, **fields: str) -> requests.Response:
        """Send the page's form that goes to `action`."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)[1]
        data = {"csrfmiddlewaretoken": token, **fields}
        target = action if action.startswith("http") else f"{self.base}{action}"
        return self.post(target, data=data, headers={"Referer": page.url}, timeout=20)

    def through_the_provider(self, person: str, process: str = "") -> requests.Response:
        """From the sign-in page over the provider and back."""
        start = "/tai-khoan/danh-tinh/" if process else "/tai-khoan/dang-nhap/"
        page = self.get(f"{self.base}{start}", timeout=20)
        query = f"?process={process}" if process else ""
        page = self.press(page, f"/tai-khoan/dich-vu/dinh-danh/{query}")
        assert "/chon-nguoi/" in page.url
        return self.press(page, page.url, person=person)

    def sign_in(self, email: str) -> requests.Response:
        page = self.get(f"{self.base}/tai-khoan/dang-nhap/", timeout=20)
        return self.press(page, "/tai-khoan/dang-nhap/", login=email, password=PASSWORD)


@pytest.fixture
def visitor(live_server):
    with Browser(live_server.url) as browser:
        yield browser


def test_a_new_person_gets_an_account_with_a_proven_identity(visitor):
    page = visitor.through_the_provider("man")
    assert page.status_code == 200 and page.url.endswith("/tai-khoan/")
    assert MAN.full_name in page.text
    identity = ProvenIdentity.objects.get()
    assert (identity.number, identity.proven_by) == (MAN.number, "PROVIDER")
    assert identity.user.profile.birth_date.isoformat() == "1985-04-12"


def test_the_same_person_comes_back_to_the_same_account(visitor, live_server):
    visitor.through_the_provider("man")
    with Browser(live_server.url) as another:
        another.through_the_provider("man")
    assert User.objects.count() == 1


def test_claims_are_not_kept_in_plain_words(visitor):
    visitor.through_the_provider("man")
    assert SocialAccount.objects.get().extra_data == {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM accounts_provenidentity")
        assert MAN.number not in cursor.fetchone()[0]


def test_an_e_mail_address_links_nothing(visitor):
    """The provider states man@example.com; whoever has proven it here keeps an account apart."""
    known = make_person("man@example.com", "Người Có Trước")
    visitor.through_the_provider("man")
    assert ProvenIdentity.objects.get().user != known
    assert not EmailAddress.objects.exclude(user=known).exists()


def test_a_typed_number_links_nothing_and_gives_way(visitor):
    thief = make_person("ke-la@minhha.example", "Kẻ Lạ")
    thief.profile.typed_number = MAN.number
    thief.profile.save()
    visitor.through_the_provider("man")
    assert ProvenIdentity.objects.get().user != thief
    thief.profile.refresh_from_db()
    assert thief.profile.typed_number == ""
    assert thief.notices.count() == 1


def test_a_number_proven_at_a_desk_links(visitor):
    official = make_person("trang@minhha.example", "Phạm Thu Trang", kind="OFFICIAL")
    known = make_person("man@minhha.example", "Nguyễn Thị Mận")
    prove_identity(user=known, number=MAN.number, proof=Proof(official=official))
    page = visitor.through_the_provider("man")
    assert page.url.endswith("/tai-khoan/")
    assert ProvenIdentity.objects.get().user == known
    assert User.objects.count() == 2


def test_one_proves_ones_own_account(visitor):
    known = make_person("man@minhha.example", "Mận")
    visitor.sign_in("man@minhha.example")
    page = visitor.through_the_provider("man", process="connect")
    assert page.url.endswith("/tai-khoan/danh-tinh/")
    assert ProvenIdentity.objects.get().user == known
    assert MAN.number not in page.text and MAN.number[-4:] in page.text


def test_an_identity_of_another_account_is_refused(visitor, live_server):
    with Browser(live_server.url) as owner:
        owner.through_the_provider("man")
    make_person("ke-la@minhha.example", "Kẻ Lạ")
    visitor.sign_in("ke-la@minhha.example")
    page = visitor.through_the_provider("man", process="connect")
    assert page.status_code == 200 and page.url.endswith("/tai-khoan/danh-tinh/")
    assert ProvenIdentity.objects.count() == 1
    assert SocialAccount.objects.count() == 1


def test_an_enterprise_brings_its_representative(visitor):
    visitor.through_the_provider("gam")
    membership = User.objects.get().memberships.get()
    assert membership.organisation.tax_number == BY_NAME["gam"].tax_number


def test_a_session_is_raised_through_the_provider_and_led_back(visitor):
    official = make_person("trang@minhha.example", "Phạm Thu Trang", kind="OFFICIAL")
    known = make_person("man@minhha.example", "Nguyễn Thị Mận")
    prove_identity(user=known, number=MAN.number, proof=Proof(official=official))
    visitor.sign_in("man@minhha.example")
    way = f"{visitor.base}/tai-khoan/nang-muc/?level=IDENTITY&next=/tai-khoan/thong-tin/"
    page = visitor.get(way, timeout=20)
    action = html.unescape(re.search(r'action="([^"]*/dich-vu/dinh-danh/[^"]*)"', page.text)[1])
    page = visitor.press(page, action, next="/tai-khoan/thong-tin/")
    page = visitor.press(page, page.url, person="man")
    assert page.url == f"{visitor.base}/tai-khoan/thong-tin/"
    assert visitor.get(way, timeout=20).url == page.url


@pytest.mark.parametrize(
    "asked",
    [{"sub": "somebody-else"}, {"loAs": "1"}, {"loAs": "", **FIRM}],
    ids=["another person", "below level 2", "a firm without a level"],
)
def test_claims_about_another_or_nobody_sure_are_refused(rf, asked):
    request = rf.get("/")
    request.user, request.session = AnonymousUser(), {}
    request._messages = FallbackStorage(request)
    claims = {**MAN.claims(), "sub": MAN.subject}
    told = {"id_token": claims, "userinfo": {**claims, **asked}}
    login = SocialLogin(user=User(), account=SocialAccount(extra_data=told))
    with request_context(request), pytest.raises(ImmediateHttpResponse):
        IdentityAdapter(request).populate_user(request, login, {})
    login.account.extra_data = {"id_token": claims, "userinfo": claims}
    IdentityAdapter(request).populate_user(request, login, {})
    assert login.identity.number == MAN.number


@pytest.mark.parametrize("part", ["/token", "/userinfo"])
def test_a_failing_provider_is_told_in_words(visitor, sandbox, part):
    sandbox.fault("identity", mode="failing", part=part)
    page = visitor.through_the_provider("man")
    assert page.status_code == 200 and "/tai-khoan/dang-nhap/" in page.url
    assert not User.objects.exists()


def test_the_policy_lets_a_browser_go_to_the_provider(new_visitor):
    """Chromium holds a form to `form-action` on its way through redirects, too."""
    page = new_visitor()
    page.goto("/tai-khoan/dang-nhap/")
    page.click("form[action*=dinh-danh] button")
    page.wait_for_url("**/chon-nguoi/**")
    page.click("[name=person][value=sen]")
    page.wait_for_url("**/tai-khoan/")
    assert "Phan Thị Sen" in page.content()


def test_the_providers_address_is_in_the_policy_when_it_is_set():
    script = "from portal.settings import test; print(test.CONTENT_SECURITY_POLICY)"
    told = {**os.environ, "IDENTITY_PROVIDER_URL": "https://dinh-danh.example/realm"}
    ran = subprocess.run([sys.executable, "-c", script], env=told, capture_output=True, text=True)
    assert "'https://dinh-danh.example'" in ran.stdout, ran.stderr
