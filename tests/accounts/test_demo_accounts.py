"""Demo accounts: every role, drawn passwords, a private file, refused in a real portal."""

import stat

import pytest

from portal.accounts.checks import no_demo_accounts
from portal.accounts.models import User
from portal.accounts.posts import grants_of
from portal.demo import accounts, accounts_file, agencies
from tests.accounts.conftest import sign_in
from tests.accounts.test_second_factor import code_of

ROLES = {
    "citizen", "citizen2", "organisation", "desk", "desk2", "officer", "leader", "officer2",
    "leader2", "contributor", "editor", "secretary", "approver", "member_editor",
    "member_approver", "coordinator", "auditor", "admin",
}  # fmt: skip


@pytest.fixture
def demo(db, monkeypatch, tmp_path):
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    agencies.load()
    accounts.load()
    return {account["role"]: account for account in accounts_file.kept()}


def test_every_role_of_the_contract_is_there(demo):
    assert set(demo) == ROLES
    assert len({account["password"] for account in demo.values()}) == len(ROLES)


def test_the_file_is_private(demo, tmp_path):
    assert stat.S_IMODE((tmp_path / "accounts.json").stat().st_mode) == 0o600


def test_a_second_start_changes_nothing(demo):
    before = User.objects.count()
    accounts.load()
    assert {account["role"]: account for account in accounts_file.kept()} == demo
    assert User.objects.count() == before


def test_a_lost_file_is_drawn_anew_and_works(demo, tmp_path, client):
    (tmp_path / "accounts.json").unlink()
    accounts.load()
    new = {account["role"]: account for account in accounts_file.kept()}["citizen"]
    assert new["password"] != demo["citizen"]["password"]
    user = User.objects.get(email=new["login"])
    assert sign_in(client, user, new["password"]).redirect_chain[-1][0] == "/tai-khoan/"


def test_an_official_reaches_the_desk(demo, client):
    told = demo["officer"]
    user = User.objects.get(email=told["login"])
    sign_in(client, user, told["password"])
    client.post("/tai-khoan/hai-lop/nhap/", {"code": code_of(told["totp_secret"])})
    assert client.get(told["start_url"]).status_code == 200
    assert [grant.role for grant in grants_of(user)] == ["OFFICER"]


def test_the_organisation_has_its_representative(demo):
    user = User.objects.get(email=demo["organisation"]["login"])
    assert user.memberships.get().organisation.name == "Công ty TNHH Gạch Bến Mây"
    assert user.proven_identity.proven_by == "DESK"


def test_a_real_portal_refuses_them(demo, settings):
    settings.DEMO = False
    assert [error.id for error in no_demo_accounts(databases=["default"])] == ["accounts.E002"]
    settings.DEMO = True
    assert no_demo_accounts(databases=["default"]) == []
