"""A tax number may be a person's own number: kept encrypted, found whole, never shown whole."""

from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from portal.accounts.models import Organisation
from portal.accounts.rules.claims import read_identity
from portal.accounts.services.represent import prove_organisation, register_organisation
from portal.accounts.services.take_identity import take_identity
from portal.agencies.roles import Role
from portal.audit.actors import SYSTEM
from portal.audit.models import Event
from tests.accounts.conftest import make_person
from tests.factories.accounts import come_in, official
from tests.factories.agencies import commune

FIRM, HOUSEHOLD = "0100109106", "079185001234"
LIST = "/quan-tri/accounts/organisation/"


def stored(column: str, table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table}")
        return [row[0] for row in cursor.fetchall()]


@pytest.fixture
def administrator(db):
    """The lists here are Django's own, so its own client reads them."""
    return come_in(Client(), official(commune().committee, Role.ADMIN))


@pytest.mark.parametrize("number", [FIRM, HOUSEHOLD])
def test_neither_table_nor_history_holds_it_readable(person, number):
    register_organisation(user=person, name="Hộ Mận", tax_number=number)
    for table in ("accounts_organisation", "accounts_historicalorganisation"):
        [kept] = stored("tax_number", table)
        assert kept and number not in kept
        [digest] = stored("tax_number_hash", table)
        assert digest and number not in digest
    assert Organisation.objects.get().tax_number == number
    assert Organisation.history.get().tax_number == number


def test_it_is_in_no_event_and_no_name(person):
    """An organisation that the provider does not name goes by its representative's name."""
    claims = {"sub": "p", "SoDinhDanh": HOUSEHOLD, "HoVaTen": "Nguyễn Thị Mận"}
    claims |= {"LoaiTaiKhoan": "2", "MaSoThue": HOUSEHOLD}
    take_identity(user=person, identity=read_identity(claims), provider="dinh-danh")
    assert Organisation.objects.get().name == "Nguyễn Thị Mận"
    assert all(HOUSEHOLD not in str(event.payload) for event in Event.objects.all())


def test_typed_by_many_proven_once(person, other_person):
    for user in (person, other_person):
        register_organisation(user=user, name="HTX", tax_number=FIRM)
    first = prove_organisation(user=person, name="HTX", tax_number=FIRM, by=SYSTEM)
    assert prove_organisation(user=other_person, name="HTX", tax_number=FIRM, by=SYSTEM) == first
    proven = {"name": "HTX", "tax_number": FIRM, "proven_at": timezone.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(**proven)


def test_organisations_without_a_number_do_not_collide(db):
    for name in ("Tổ dân phố 1", "Tổ dân phố 2"):
        Organisation.objects.create(name=name, proven_at=timezone.now())

    assert Organisation.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_proven_by_many_at_once_it_is_one():
    people = [make_person(f"p{n}@minhha.example", f"Người {n}") for n in range(4)]
    gate = Barrier(len(people))

    def prove(user) -> None:
        gate.wait()
        prove_organisation(user=user, name="HTX", tax_number=FIRM, by=SYSTEM)
        connection.close()

    threads = [Thread(target=prove, args=(user,)) for user in people]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert Organisation.objects.get().memberships.count() == len(people)


@pytest.mark.parametrize(
    ("asked", "found"),
    [(FIRM, 1), (f" {FIRM} ", 1), (FIRM[:6], 0), (HOUSEHOLD, 1), (HOUSEHOLD[:11], 0), ("mận", 1)],
)
def test_the_administrator_finds_the_whole_number_only(administrator, asked, found):
    Organisation.objects.create(name="Gạch Bến Mây", tax_number=FIRM)
    Organisation.objects.create(name="Hộ Mận", tax_number=HOUSEHOLD)
    page = administrator.get(LIST, {"q": asked})
    assert len(page.context["cl"].result_list) == found


def test_the_administrator_sees_a_firms_number_and_the_end_of_a_persons(administrator):
    Organisation.objects.create(name="Gạch Bến Mây", tax_number=FIRM)
    household = Organisation.objects.create(name="Hộ Mận", tax_number=HOUSEHOLD)
    for address in (LIST, f"{LIST}{household.pk}/change/"):
        text = administrator.get(address).content.decode()
        assert HOUSEHOLD not in text and "••••••••1234" in text
    assert FIRM in administrator.get(LIST).content.decode()
