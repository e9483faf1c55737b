"""Many hands on the same money: real threads on a real PostgreSQL, and any order of payments."""

import json
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from dossiers.errors import Conflict
from dossiers.models import Attempt, Charge, Demand, Irregularity, MoneyReceipt, Movement
from dossiers.models.money.attempt import Method
from dossiers.selectors.charges import balance, book_of, counted, spared_amount
from dossiers.services.money.cash import approve_transfer, claim_transfer, take_cash
from dossiers.services.money.online import start_online
from dossiers.services.money.platform import receive_notification
from dossiers.services.withdraw import withdraw
from portal.integrations.payments.answers import Code
from tests.dossiers.money.conftest import PRICE
from tests.dossiers.money.test_platform import PARTNER, SECRET, message
from tests.factories.accounts import official
from tests.factories.dossiers import submitted

transactional = pytest.mark.django_db(transaction=True)


def at_once(deeds):
    """Everything at the same moment; what each returned or raised."""
    barrier = Barrier(len(deeds))

    def run(deed):
        try:
            barrier.wait()
            return deed()
        except Conflict as conflict:
            return conflict
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def ipn(attempt, **changed):
    raw = json.dumps(message(attempt, **changed).body(SECRET))
    return lambda: receive_notification(raw, partner=PARTNER, secret=SECRET)


@transactional
def test_the_same_notification_many_times_at_once_moves_money_once(scene):
    attempt = start_online(dossier=scene.dossier, by=scene.payer, demand_id=scene.demand.pk)
    answers = at_once([ipn(attempt)] * 4)
    assert {code for code, _message in answers} == {Code.GOOD}
    assert Movement.objects.count() == MoneyReceipt.objects.count() == 1
    assert not Irregularity.objects.exists()


@transactional
def test_a_notification_against_a_withdrawal_loses_no_money(scene):
    attempt = start_online(dossier=scene.dossier, by=scene.payer, demand_id=scene.demand.pk)
    at_once(
        [
            ipn(attempt),
            lambda: withdraw(dossier=scene.dossier, by=scene.payer, expected_version=1),
        ]
    )
    book = book_of(scene.dossier)
    assert (book.received, book.due, book.too_much) == (PRICE, 0, PRICE)
    assert Irregularity.objects.exclude(kind="AFTER_CANCEL").count() == 1


@transactional
def test_two_cashiers_take_cash_once(scene):
    colleague = official(scene.place.desk, "DESK", name="Lê Văn Tám")
    results = at_once(
        [
            lambda who=who: take_cash(dossier=scene.dossier, by=who, amount=PRICE)
            for who in (scene.cashier, colleague)
        ]
    )
    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert Movement.objects.count() == 1


@transactional
def test_two_cashiers_approve_a_transfer_once(scene):
    colleague = official(scene.place.desk, "DESK", name="Lê Văn Tám")
    attempt = claim_transfer(
        dossier=scene.dossier, by=scene.payer, demand_id=scene.demand.pk, proof=None
    )
    results = at_once(
        [
            lambda who=who, number=number: approve_transfer(
                dossier=scene.dossier, by=who, attempt_id=attempt.pk, transaction=number
            )
            for who, number in ((scene.cashier, "FT1"), (colleague, "FT2"))
        ]
    )
    assert sum(isinstance(result, Conflict) for result in results) == 1
    assert Attempt.objects.get().state == Attempt.State.PAID
    assert scene.demand.state == Demand.State.PAID


@transactional
def test_receipts_of_an_agency_have_no_gap_and_no_repeat(scene):
    others = [submitted(scene.payer, scene.place) for _each in range(5)]
    at_once(
        [
            lambda dossier=dossier: take_cash(dossier=dossier, by=scene.cashier, amount=PRICE)
            for dossier in others
        ]
    )
    numbers = MoneyReceipt.objects.values_list("number", flat=True).order_by("number")
    assert list(numbers) == [1, 2, 3, 4, 5]


AMOUNTS = st.integers(0, 10**9).map(Decimal)
CHARGES = st.lists(
    st.builds(Charge, key=st.just("x"), amount=st.one_of(st.none(), AMOUNTS)), max_size=6
)
MOVED = st.lists(
    st.builds(
        Movement,
        kind=st.sampled_from(Movement.Kind.values),
        method=st.sampled_from(Method.values),
        amount=AMOUNTS,
    ),
    max_size=8,
)


@given(CHARGES, MOVED)
def test_the_sums_agree_whatever_happened(charges, moved):
    book = balance(charges, moved)
    assert book.held == sum((row.signed for row in moved), Decimal(0))
    assert book.owed == book.unpaid - book.too_much
    assert 0 in (book.unpaid, book.too_much)
    assert book.due - book.received + book.refunded == book.owed
    assert len(book.undecided) == sum(charge.amount is None for charge in charges)
    more = Movement(kind=Movement.Kind.RECEIVED, amount=Decimal(7))
    assert balance(charges, [*moved, more]).owed == book.owed - 7


@given(AMOUNTS, st.integers(1, 100))
def test_a_relief_never_costs_more_and_is_whole_dong(full, share):
    pays = spared_amount(full, share, None)
    assert 0 <= pays <= full
    assert pays == int(pays)
    assert spared_amount(full, 100, None) == 0
    assert spared_amount(full, None, full + 1) == full


@pytest.mark.parametrize(
    ("answers", "path", "found"),
    [
        ({"copies": 3}, "copies", 3),
        ({"records": [{"copies": 2}, {"copies": 5}]}, "records.copies", 7),
        ({"records": []}, "records.copies", 0),
        ({"a": {"b": {"c": 4}}}, "a.b.c", 4),
        ({"copies": "3"}, "copies", 0),
        ({"copies": True}, "copies", 0),
        ({"copies": -1}, "copies", 0),
        ({"copies": 2.5}, "copies", 0),
        ({}, "copies", 0),
        ([1, 2], "", 3),
    ],
)
def test_units_are_whole_and_positive(answers, path, found):
    assert counted(answers, path) == found
