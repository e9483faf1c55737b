"""At a desk an official compares the card with the person and writes the number down."""

import pytest

from portal.accounts.models import ProvenIdentity
from portal.accounts.rules.limits import LIMITS
from portal.accounts.services.prove_at_desk import OwnIdentity, prove_at_desk
from portal.accounts.services.prove_identity import Proof, prove_identity
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.audit.models import AccessEntry, Event
from tests.factories.accounts import citizen, come_in, official
from tests.factories.agencies import commune

NUMBER, OTHER = "079185001234", "079085009999"
FIND = "/quan-tri/danh-tinh/"


@pytest.fixture
def trang(db):
    return official(commune().desk, Role.DESK)


@pytest.fixture
def desk(page, trang):
    return come_in(page, trang)


def card(number: str = NUMBER, **changes: str) -> dict[str, str]:
    typed = {"number": number, "number_again": number, "compared": "on", "action": "prove"}
    return typed | changes


def at(person) -> str:
    return f"{FIND}{person.public_id}/"


def test_from_the_contact_to_the_proof(desk, trang, person):
    assert desk.get(FIND).status_code == 200
    found = desk.post(FIND, {"contact": f" {person.email.upper()} ", "action": "find"})
    assert found["Location"] == at(person)
    shown = desk.get(at(person)).content.decode()
    assert person.full_name in shown and "m•••@minhha.example" in shown
    assert person.email not in shown
    done = desk.post(at(person), card("079 185 001 234", number_again=NUMBER), follow=True)
    assert f"Đã chứng thực định danh của {person.full_name}" in done.content.decode()
    identity = ProvenIdentity.objects.get()
    assert (identity.user, identity.number, identity.official) == (person, NUMBER, trang)
    event = Event.objects.get(kind="account.identity_proven")
    assert (event.actor_user_id, event.actor_role) == (trang.pk, "DESK")
    assert NUMBER not in str(event.payload)
    assert person.notices.get().text == "accounts/identity_proven_for_person"


def test_a_phone_finds_it_too(desk, person):
    person.phone, person.phone_proven_at = "+84912345678", person.email_proven_at
    person.save()
    found = desk.post(FIND, {"contact": "0912 345 678", "action": "find"})
    assert found["Location"] == at(person)
    shown = desk.get(at(person)).content.decode()
    assert "+84•••678" in shown and "+84912345678" not in shown


def test_a_contact_that_is_not_proven_finds_nobody(desk, person):
    person.phone = "+84912345678"
    person.save()
    for contact in ("0912 345 678", "ai-do@minhha.example", "???"):
        answer = desk.post(FIND, {"contact": contact, "action": "find"})
        assert answer.status_code == 422
        assert "Không có tài khoản nào" in answer.content.decode()


def test_a_closed_account_is_not_there(desk, person):
    person.is_active = False
    person.save()
    assert desk.post(FIND, {"contact": person.email}).status_code == 422
    assert desk.get(at(person)).status_code == 404


def test_looking_is_written_down_for_the_person(desk, trang, person):
    desk.get(at(person))
    look = AccessEntry.objects.get()
    assert (look.owner_user_id, look.viewer_user_id) == (person.pk, trang.pk)
    assert (look.purpose, look.viewer_role) == ("IDENTITY", "DESK")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number_again": "079185001235"}, "number_again"),
        ({"number": "07918500123"}, "number"),
        ({"number": "", "number_again": ""}, "number"),
        ({"compared": ""}, "compared"),
    ],
)
def test_a_slip_proves_nothing(desk, person, changes, field):
    answer = desk.post(at(person), card(**changes))
    assert answer.status_code == 422 and field in answer.context["form"].errors
    assert not ProvenIdentity.objects.exists()


def test_a_number_of_another_account_is_told_and_changes_nothing(desk, trang, person, other_person):
    prove_identity(user=other_person, number=NUMBER, proof=Proof(official=trang))
    answer = desk.post(at(person), card())
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "đã được chứng thực cho một tài khoản khác" in text
    assert other_person.full_name not in text
    assert ProvenIdentity.objects.get().user == other_person
    assert not person.notices.exists()


def test_what_another_had_only_typed_gives_way(desk, person, other_person):
    other_person.profile.typed_number = NUMBER
    other_person.profile.save()
    text = desk.post(at(person), card(), follow=True).content.decode()
    assert "Một người khác từng tự nhập số này" in text
    other_person.profile.refresh_from_db()
    assert other_person.profile.typed_number == ""
    assert other_person.notices.get().text == "accounts/number_withdrawn_for_person"


def test_ones_own_typed_number_is_nobody_elses(desk, person):
    person.profile.typed_number = NUMBER
    person.profile.save()
    text = desk.post(at(person), card(), follow=True).content.decode()
    assert "Một người khác" not in text
    assert ProvenIdentity.objects.get().user == person


def test_a_proven_account_is_left_alone(desk, trang, person):
    prove_identity(user=person, number=NUMBER, proof=Proof(official=trang))
    assert "đã được chứng thực" in desk.get(at(person)).content.decode()
    assert "number" not in desk.post(at(person), card(OTHER)).content.decode()
    assert ProvenIdentity.objects.get().number == NUMBER


def test_an_account_without_a_name_cannot_be_compared(desk):
    nameless = citizen("")
    assert "chưa có họ tên" in desk.get(at(nameless)).content.decode()
    desk.post(at(nameless), card())
    assert not ProvenIdentity.objects.exists()


def test_nobody_proves_his_own_identity(desk, trang):
    desk.post(at(trang), card())
    with pytest.raises(OwnIdentity):
        prove_at_desk(user=trang, number=NUMBER, official=trang, by=Actor.official(trang))
    assert not ProvenIdentity.objects.exists()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMIN, Role.AUDITOR])
def test_only_a_desk_has_the_page(page, person, role):
    come_in(page, official(commune().committee, role))
    for address in (FIND, at(person)):
        assert page.get(address).status_code == 403
    assert not AccessEntry.objects.exists()


def test_nobody_goes_through_a_list_of_people(desk, person):
    for _ in range(LIMITS["identity_desk"].tries):
        desk.post(FIND, {"contact": ""})
    assert desk.post(FIND, {"contact": person.email}).status_code == 429
