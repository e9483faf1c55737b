"""A daughter acts for her mother: with dates, seen by everybody, over when it is over."""

from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from dossiers.models import Dossier, Mandate
from portal.accounts.services.prove_identity import Proof, prove_identity
from portal.agencies.roles import Role
from portal.demo.sandbox.people import BY_NAME
from tests.factories.accounts import PASSWORD, citizen, official
from tests.factories.agencies import commune
from tests.factories.dossiers import draft

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(400)]

SEN = BY_NAME["sen"]
MOTHERS_NUMBER = "079155009876"


@pytest.fixture
def place():
    return commune()


@pytest.fixture
def clerk(place):
    return official(place.desk, Role.DESK, name="Đỗ Minh Quân")


def with_account(user, secret: str = "") -> dict[str, str]:
    return {"login": user.email, "password": PASSWORD, "totp_secret": secret}


def test_a_daughter_acts_for_her_mother(person, letters, work, provider, place, clerk):
    secrets = {each: generate_totp_secret() for each in ("mother", "clerk")}
    mother, daughter = citizen("Hồ Thị Lụa"), citizen(SEN.full_name)
    TOTP.activate(mother, secrets["mother"])
    TOTP.activate(clerk, secrets["clerk"])
    for each, number in ((mother, MOTHERS_NUMBER), (daughter, SEN.number)):
        prove_identity(user=each, number=number, proof=Proof(official=clerk))

    give(person(with_account(mother, secrets["mother"])), daughter)
    work()
    assert mother.full_name in letters.last(daughter.email)
    phone = person(with_account(daughter), width=360)
    take(phone, mother)
    dossier = file(phone, daughter, place)
    assert (dossier.owner, dossier.filed_by) == (mother, daughter)
    raise_the_session(phone, dossier)

    desk = person(with_account(clerk, secrets["clerk"]))
    desk.sign_in(f"/quan-tri/ho-so/{dossier.public_id}/")
    seen = desk.reads()
    assert mother.full_name in seen and daughter.full_name in seen
    assert f"{timezone.localdate() + timedelta(days=30):%d/%m/%Y}" in seen

    yesterday = timezone.localdate() - timedelta(days=1)
    Mandate.objects.update(since=yesterday, until=yesterday)
    phone.open("/ho-so/")
    assert dossier.reference not in phone.reads()
    assert phone.page.goto(f"/ho-so/{dossier.public_id}/").status == 404


def give(mother, daughter) -> None:
    mother.sign_in("/tai-khoan/uy-quyen/moi/")
    today = timezone.localdate()
    said = {"name": daughter.full_name, "contact": daughter.email, "scope": "all", "told": "BOTH"}
    said |= {"since": f"{today}", "until": f"{today + timedelta(days=30)}", "basis": "sign"}
    mother.fill(said)
    for power in ("FILE", "FOLLOW"):
        mother.page.check(f"[name=powers][value={power}]")
    mother.press("give")
    assert daughter.full_name in mother.reads()


def take(daughter, mother) -> None:
    daughter.sign_in("/tai-khoan/uy-quyen/")
    daughter.leave_by(daughter.page.get_by_role("link", name=mother.full_name))
    daughter.press("confirm")


def file(daughter, user, place) -> Dossier:
    """What was filled in for the mother is sent; the page says for whom."""
    begun = draft(user, place, mandate=Mandate.objects.get(), return_way="ONLINE")
    daughter.open(f"/ho-so/nhap/{begun.public_id}/kiem-tra/")
    assert "Hồ Thị Lụa" in daughter.reads()
    daughter.press("send")
    return Dossier.objects.get()


def raise_the_session(daughter, dossier: Dossier) -> None:
    """What the mother has answered opens once the daughter is known for sure."""
    daughter.open(f"/ho-so/{dossier.public_id}/")
    assert "giay-chung-sinh.jpg" not in daughter.reads()
    daughter.follow("/nang-muc/")
    page = daughter.page
    page.click("form[action*=dinh-danh] button")
    page.wait_for_url("**/chon-nguoi/**")
    page.click("[name=person][value=sen]")
    page.wait_for_url(f"**/ho-so/{dossier.public_id}/**")
    assert "giay-chung-sinh.jpg" in daughter.reads()
