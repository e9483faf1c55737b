"""What is owed, what came, what goes back: the sums always agree, nothing is lost or doubled."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from dossiers.errors import Conflict, Invalid, NotAllowed
from dossiers.models import Charge, Demand, Irregularity, MoneyReceipt, Movement, Refund
from dossiers.models.money.attempt import Method
from dossiers.selectors.charges import book_of, charges_of
from dossiers.services.accept import accept
from dossiers.services.money.ask import ask_payment, drop_payment, watch_payments
from dossiers.services.money.cash import (
    approve_transfer,
    claim_transfer,
    refuse_transfer,
    take_cash,
)
from dossiers.services.money.charges import claim_relief, decide_relief, enter_amount
from dossiers.services.money.refund import ask_refund, decide_refund, pay_refund
from dossiers.services.refuse import refuse
from dossiers.workflow import State
from portal.audit.models import Event
from portal.messaging.models import Notice
from procedures.models import Exemption, Fee, Offering
from procedures.models.choices import CollectWhen, FeeKind
from tests.dossiers.money.conftest import PRICE, priced, thawed
from tests.factories.accounts import citizen, official
from tests.factories.dossiers import submitted

pytestmark = pytest.mark.django_db


def test_filing_asks_for_exactly_what_the_terms_lay_down(scene):
    (charge,) = charges_of(scene.dossier)
    assert (charge.amount, charge.name) == (PRICE, "Lệ phí cấp bản sao")
    assert (scene.demand.amount, scene.demand.state) == (PRICE, Demand.State.OPEN)
    assert [line.amount for line in scene.demand.lines.all()] == [PRICE]
    assert Notice.objects.filter(text="dossiers/payment_asked_for_citizen").count() == 1
    assert scene.dossier.state == State.SUBMITTED


def test_cash_pays_once_with_a_receipt_of_the_series(scene):
    take_cash(dossier=scene.dossier, by=scene.cashier, amount=PRICE)

    assert scene.demand.state == Demand.State.PAID
    assert book_of(scene.dossier).owed == 0
    receipt = MoneyReceipt.objects.get()
    assert (receipt.number, receipt.place) == (1, 1)
    with pytest.raises(Conflict):
        take_cash(dossier=scene.dossier, by=scene.cashier, amount=PRICE)
    for stranger in (scene.payer, scene.leader, citizen()):
        with pytest.raises(NotAllowed):
            take_cash(dossier=scene.dossier, by=stranger, amount=PRICE)
    assert Movement.objects.count() == 1


def test_the_cashier_takes_what_he_saw_or_nothing(scene):
    with pytest.raises(Conflict):
        take_cash(dossier=scene.dossier, by=scene.cashier, amount=Decimal(8000))
    assert not Movement.objects.exists()


def test_the_database_refuses_to_change_what_was_written(scene):
    take_cash(dossier=scene.dossier, by=scene.cashier, amount=PRICE)
    written = ((Movement, "amount"), (Charge, "amount"), (MoneyReceipt, "number"))
    for model, column in written:
        row = model.objects.order_by("id").first()
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.filter(pk=row.pk).update(**{column: F(column) + 1})
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.filter(pk=row.pk).delete()


def test_a_transfer_counts_once_the_cashier_has_found_it(scene):
    attempt = claim_transfer(
        dossier=scene.dossier, by=scene.payer, demand_id=scene.demand.pk, proof=None
    )
    assert book_of(scene.dossier).owed == PRICE
    with pytest.raises(Conflict):
        claim_transfer(dossier=scene.dossier, by=scene.payer, demand_id=scene.demand.pk, proof=None)
    refuse_transfer(
        dossier=scene.dossier, by=scene.cashier, attempt_id=attempt.pk, reason="Không thấy."
    )
    again = claim_transfer(
        dossier=scene.dossier, by=scene.payer, demand_id=scene.demand.pk, proof=None
    )
    with pytest.raises(Invalid):
        approve_transfer(
            dossier=scene.dossier, by=scene.cashier, attempt_id=again.pk, transaction=" "
        )
    approve_transfer(
        dossier=scene.dossier, by=scene.cashier, attempt_id=again.pk, transaction="FT 2632 1"
    )
    movement = Movement.objects.get()
    assert (movement.method, movement.transaction) == (Method.TRANSFER, "FT26321")
    assert scene.demand.state == Demand.State.PAID


def test_one_number_of_the_bank_pays_one_thing(scene):
    other = submitted(scene.payer, scene.place)
    for dossier in (scene.dossier, other):
        demand = dossier.demands.get()
        attempt = claim_transfer(dossier=dossier, by=scene.payer, demand_id=demand.pk, proof=None)
        told = {"dossier": dossier, "by": scene.cashier, "attempt_id": attempt.pk}
        if dossier is scene.dossier:
            approve_transfer(**told, transaction="FT1")
        else:
            with pytest.raises(Invalid):
                approve_transfer(**told, transaction="FT1")
    assert Movement.objects.count() == 1


def test_a_dossier_waits_for_its_payment_and_goes_on_by_itself(scene):
    ask_payment(dossier=scene.dossier, by=scene.cashier, expected_version=1)
    scene.dossier.refresh_from_db()
    assert (scene.dossier.state, scene.dossier.deadline_at) == (State.PAYMENT_ASKED, None)
    assert scene.dossier.demands.count() == 1

    take_cash(dossier=scene.dossier, by=scene.cashier, amount=PRICE)

    scene.dossier.refresh_from_db()
    assert scene.dossier.state == State.SUBMITTED
    assert scene.dossier.deadline_at is not None
    assert not scene.dossier.intervals.filter(answered_at=None).exists()
    accept(
        dossier=scene.dossier,
        by=scene.cashier,
        expected_version=scene.dossier.version,
        unit=scene.place.division,
    )


def test_an_official_goes_on_without_and_collects_later(scene):
    ask_payment(dossier=scene.dossier, by=scene.cashier, expected_version=1)
    drop_payment(dossier=scene.dossier, by=scene.cashier, expected_version=2)
    scene.dossier.refresh_from_db()
    assert scene.dossier.state == State.SUBMITTED
    assert (scene.demand.state, scene.demand.holds) == (Demand.State.OPEN, False)
    version = scene.dossier.version
    take_cash(dossier=scene.dossier, by=scene.cashier, amount=PRICE)
    scene.dossier.refresh_from_db()
    assert scene.dossier.version == version


def test_a_payment_that_does_not_come_is_seen_once(scene):
    ask_payment(dossier=scene.dossier, by=scene.cashier, expected_version=1)
    over = scene.demand.pay_by
    assert watch_payments(over) == 0
    assert watch_payments(over + timedelta(minutes=1)) == 1
    assert watch_payments(over + timedelta(minutes=2)) == 0
    assert Event.objects.filter(kind="dossier.miss_payment").count() == 1
    assert Notice.objects.filter(recipient=scene.cashier).count() == 1


def test_nothing_stated_waits_for_the_desk(place):
    priced(place, kind=FeeKind.NOT_STATED, amount=None)
    dossier = submitted(citizen(), place)
    cashier = official(place.desk, "DESK")
    assert book_of(dossier).undecided
    assert not dossier.demands.exists()
    (charge,) = charges_of(dossier)
    with pytest.raises(Invalid):
        enter_amount(
            dossier=dossier, by=cashier, charge_id=charge.pk, amount=Decimal(5000), ground=" "
        )
    for wrong in (None, Decimal(-1), Decimal("0.5"), Decimal(10**11)):
        with pytest.raises(Invalid):
            enter_amount(
                dossier=dossier, by=cashier, charge_id=charge.pk, amount=wrong, ground="NQ 1"
            )
    enter_amount(
        dossier=dossier, by=cashier, charge_id=charge.pk, amount=Decimal(5000), ground="NQ 1"
    )
    assert dossier.demands.get().amount == 5000
    with pytest.raises(Conflict):
        enter_amount(
            dossier=dossier, by=cashier, charge_id=charge.pk, amount=Decimal(6000), ground="NQ 1"
        )


def test_units_are_counted_from_the_answers(place):
    priced(place, kind=FeeKind.PER_UNIT, amount=8000, per="bản", quantity_from="records.copies")
    answers = {"records": [{"copies": 2}, {"copies": 3}, {"copies": True}, {"other": 9}]}
    dossier = submitted(citizen(), place, answers=answers)
    (charge,) = charges_of(dossier)
    assert (charge.quantity, charge.amount) == (5, 40_000)


def test_a_relief_counts_once_granted(scene):
    fee = Fee.objects.get(amount=PRICE)
    with thawed("procedures_exemption"):
        Exemption.objects.bulk_create([Exemption(fee=fee, group="POOR", who="Hộ nghèo", share=100)])
    first = scene.demand
    (charge,) = charges_of(scene.dossier)
    with pytest.raises(Invalid):
        claim_relief(dossier=scene.dossier, by=scene.payer, charge_id=charge.pk, which=1)
    claim = claim_relief(dossier=scene.dossier, by=scene.payer, charge_id=charge.pk, which=0)
    assert book_of(scene.dossier).owed == PRICE
    with pytest.raises(NotAllowed):
        decide_relief(
            dossier=scene.dossier, by=scene.payer, claim_id=claim.pk, grant=True, reason=""
        )
    decide_relief(dossier=scene.dossier, by=scene.cashier, claim_id=claim.pk, grant=True, reason="")
    assert book_of(scene.dossier).due == 0
    first.refresh_from_db()
    assert (first.state, first.ended) == (Demand.State.CANCELLED, Demand.Ended.AMOUNT_CHANGED)
    with pytest.raises(Conflict):
        decide_relief(
            dossier=scene.dossier, by=scene.cashier, claim_id=claim.pk, grant=False, reason="Không"
        )


def test_what_was_paid_for_a_refused_dossier_goes_back_by_two_people(scene):
    take_cash(dossier=scene.dossier, by=scene.cashier, amount=PRICE)
    refuse(dossier=scene.dossier, by=scene.cashier, expected_version=1, reason="Sai thẩm quyền.")
    found = Irregularity.objects.get()
    assert (found.kind, found.told) == (Irregularity.Kind.FEE_TO_RETURN, PRICE)
    order = {
        "dossier": scene.dossier,
        "demand_id": scene.demand.pk,
        "why": "NOT_ACCEPTED",
        "ground": "Hồ sơ không được tiếp nhận.",
    }
    with pytest.raises(Invalid):
        ask_refund(**order, by=scene.leader, amount=PRICE + 1)
    own = ask_refund(**order, by=scene.leader, amount=PRICE)
    with pytest.raises(Invalid):
        ask_refund(**order, by=scene.cashier, amount=Decimal(1))
    with pytest.raises(NotAllowed):
        decide_refund(refund=own, by=scene.leader, approve=True)
    other = official(scene.place.committee, "LEADER", name="Hồ Thị Sen")
    with pytest.raises(Conflict):
        pay_refund(refund=own, by=scene.cashier, method=Method.CASH)
    decide_refund(refund=own, by=other, approve=True)
    pay_refund(refund=own, by=scene.cashier, method=Method.CASH)
    with pytest.raises(Conflict):
        pay_refund(refund=own, by=scene.cashier, method=Method.CASH)
    own.refresh_from_db()
    assert own.state == Refund.State.DONE
    book = book_of(scene.dossier)
    assert (book.received, book.refunded, book.held, book.owed) == (PRICE, PRICE, 0, 0)


def test_nothing_is_free_of_a_trace(place):
    priced(place, kind=FeeKind.FREE, amount=None)
    dossier = submitted(citizen(), place)
    assert [row.amount for row in charges_of(dossier)] == [0]
    assert not dossier.demands.exists()


@pytest.mark.parametrize("moment", CollectWhen.values)
def test_an_agency_chooses_when_it_asks(place, moment):
    revision = priced(place)
    Offering.objects.filter(procedure=revision.procedure).update(collect=moment)
    dossier = submitted(citizen(), place)
    cashier = official(place.desk, "DESK")
    assert dossier.demands.exists() == (moment == CollectWhen.FILING)
    accept(dossier=dossier, by=cashier, expected_version=1, unit=place.division)
    assert dossier.demands.exists() == (moment != CollectWhen.RETURN)
    # The desk can take the money at any time, asked for or not.
    take_cash(dossier=dossier, by=cashier, amount=PRICE)
    assert book_of(dossier).owed == 0
