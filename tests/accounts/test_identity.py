"""An identity number is proven, never typed; the one who proves it has it alone."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from portal.accounts.models import CitizenProfile, ProvenIdentity, User
from portal.accounts.rules.claims import ClaimsRefused, read_identity
from portal.accounts.services.prove_identity import IdentityTaken, Proof, prove_identity
from portal.accounts.services.take_identity import take_identity
from portal.audit.models import Event
from tests.accounts.conftest import make_person, sign_in

NUMBER = "079185001234"
CLAIMS = {
    "sub": "p-1",
    "LoaiTaiKhoan": "1",
    "SoDinhDanh": NUMBER,
    "HoVaTen": "Nguyễn Thị Mận",
    "NgayThangNamSinh": "19850412",
    "GioiTinh": "Nữ",
    "loAs": "2",
}


@pytest.mark.parametrize(
    ("told", "expected"), [("19850412", 1985), ("1985-04-12", 1985), ("12/04/1985", 1985), ("", 0)]
)
def test_dates_come_in_three_forms(told, expected):
    born = read_identity({**CLAIMS, "NgayThangNamSinh": told}).birth_date
    assert (born.year if born else 0) == expected


@pytest.mark.parametrize("missing", ["sub", "SoDinhDanh", "HoVaTen"])
def test_an_answer_without_the_person_is_refused(missing):
    with pytest.raises(ClaimsRefused):
        read_identity({**CLAIMS, missing: ""})


def test_what_is_typed_is_neither_unique_nor_proof(client, person, other_person):
    for each in (person, other_person):
        each.profile.typed_number = NUMBER
        each.profile.save()
    assert not ProvenIdentity.objects.exists()
    assert CitizenProfile.objects.filter(typed_number_hash__matches=NUMBER).count() == 2


def test_a_typed_number_gives_way_and_its_account_is_told(person, other_person):
    other_person.profile.typed_number = NUMBER
    other_person.profile.save()
    take_identity(user=person, identity=read_identity(CLAIMS), provider="dinh-danh")
    other_person.profile.refresh_from_db()
    assert other_person.profile.typed_number == ""
    assert other_person.notices.get().text == "accounts/number_withdrawn_for_person"
    assert not person.notices.exists()


def test_a_number_proven_once_cannot_be_proven_by_another(person, other_person):
    proof = Proof(provider="dinh-danh", subject="p-1")
    prove_identity(user=person, number=NUMBER, proof=proof)
    with pytest.raises(IdentityTaken):
        prove_identity(user=other_person, number=NUMBER, proof=Proof("dinh-danh", "p-2"))


def test_a_person_has_one_number(person):
    prove_identity(user=person, number=NUMBER, proof=Proof("dinh-danh", "p-1"))
    with pytest.raises(IdentityTaken):
        prove_identity(user=person, number="079085009999", proof=Proof("dinh-danh", "p-1"))


def test_the_number_is_in_no_event(person):
    take_identity(user=person, identity=read_identity(CLAIMS), provider="dinh-danh")
    assert all(NUMBER not in str(event.payload) for event in Event.objects.all())


def test_a_proof_at_a_desk_is_confirmed_later_by_the_provider(person, other_person):
    prove_identity(user=person, number=NUMBER, proof=Proof(official=other_person))
    take_identity(user=person, identity=read_identity(CLAIMS), provider="dinh-danh")
    assert ProvenIdentity.objects.get().proven_by == "PROVIDER"


def test_an_enterprise_is_represented(person):
    claims = {**CLAIMS, "LoaiTaiKhoan": "2", "MaSoDoanhNghiep": "0100109106"}
    identity = read_identity({**claims, "TenDoanhNghiep": "Gạch Bến Mây"})
    take_identity(user=person, identity=identity, provider="dinh-danh")
    take_identity(user=person, identity=identity, provider="dinh-danh")
    membership = person.memberships.get()
    assert membership.organisation.proven_at and membership.role == "REPRESENTATIVE"


def test_a_proven_name_is_not_changed_by_hand(client, person):
    take_identity(user=person, identity=read_identity(CLAIMS), provider="dinh-danh")
    sign_in(client, person)
    client.post("/tai-khoan/thong-tin/", {"full_name": "Ai Khác", "language": "en"})
    person.refresh_from_db()
    assert (person.full_name, person.language) == ("Nguyễn Thị Mận", "en")


@pytest.mark.django_db(transaction=True)
def test_of_two_proofs_at_once_one_wins():
    people = [make_person(f"p{n}@minhha.example", f"Người {n}") for n in range(8)]
    gate, outcomes = Barrier(len(people)), []

    def prove(user: User) -> None:
        gate.wait()
        try:
            prove_identity(user=user, number=NUMBER, proof=Proof("dinh-danh", f"p-{user.pk}"))
            outcomes.append("proven")
        except IdentityTaken:
            outcomes.append("taken")
        finally:
            connection.close()

    threads = [Thread(target=prove, args=(user,)) for user in people]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(outcomes) == ["proven"] + ["taken"] * 7
    assert ProvenIdentity.objects.count() == 1
