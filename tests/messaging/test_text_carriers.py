"""Text messages through the carriers of the sandbox: their turn, their silence, their reports."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from portal.audit.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.audit.subjects import Subject
from portal.integrations.models import Exchange, OutboxMessage
from portal.integrations.services import deliver
from portal.messaging.callbacks import code_for, report_address
from portal.messaging.models import CarrierReport, Delivery
from portal.messaging.services import notify, send_again

State, Channel = Delivery.State, Delivery.Channel
pytestmark = pytest.mark.django_db


@pytest.fixture
def person(citizen):
    citizen.phone, citizen.phone_proven_at = "+84912345678", timezone.now()
    citizen.save()
    return citizen


@pytest.fixture
def short(texts):
    return texts("dossiers/moved_on_for_citizen", subject="S", body="B", sms="Hồ sơ {{ code }}")


@pytest.fixture
def carriers(sandbox, settings):
    settings.SMS_GATEWAYS = ["esms", "viettel", "vnpt"]
    return sandbox


@pytest.fixture
def told(carriers, person, short):
    event = record("dossier.noted", Subject("dossiers.dossier", "17"), SYSTEM)
    notice = notify(event, short, person, {"code": "H99-1"})
    return notice.deliveries.get(channel=Channel.SMS)


def deliver_due(delivery):
    """Every request that is due, one after the other, as workers would make them."""
    for _round in range(10):
        waiting = OutboxMessage.objects.filter(state="PENDING", channel=Channel.SMS)
        due = waiting.filter(next_try_at__lte=timezone.now()).order_by("id").first()
        if due is None:
            break
        deliver(due.pk)
    delivery.refresh_from_db()
    return delivery


def arrived(carriers):
    return carriers.get("sms/tin-nhan.json").json()["messages"]


def test_the_first_carrier_takes_it_without_diacritics(told, carriers):
    assert deliver_due(told).state == State.SENT
    assert (told.carrier, bool(told.reference)) == ("esms", True)
    assert arrived(carriers) == [
        {"carrier": "esms", "number": "84912345678", "text": "Ho so H99-1"}
    ]


def test_a_carrier_that_refuses_lets_the_next_one(told, carriers):
    carriers.fault("sms", "failing", status=503, part="esms")
    assert deliver_due(told).state == State.SENT
    assert told.carrier == "viettel"
    assert [each["carrier"] for each in arrived(carriers)] == ["viettel"]
    asked = Exchange.objects.order_by("id").values_list("connector", flat=True)
    assert list(asked) == ["esms", "viettel"]


def test_wrong_keys_are_no_reason_to_be_silent(told, carriers, settings):
    settings.CONNECTORS["esms"]["secret"] = "wrong"
    settings.CONNECTORS["viettel"]["secret"] = "wrong"
    assert deliver_due(told).carrier == "vnpt"
    assert len(arrived(carriers)) == 1


def test_when_all_refuse_the_round_begins_anew_and_ends_visibly(told, carriers):
    carriers.fault("sms", "failing", status=503)
    assert deliver_due(told).state == State.QUEUED
    assert told.reason == "vnpt: FAULT 503"
    start = timezone.now()
    for hours in range(1, 40):
        with time_machine.travel(start + timedelta(hours=hours), tick=False):
            if deliver_due(told).state != State.QUEUED:
                break
    assert told.state == State.FAILED
    carriers.fault("sms", "ok")
    assert arrived(carriers) == []


def test_silence_of_a_carrier_that_knows_repeats_is_asked_again(told, carriers, settings):
    """eSMS hangs up after we have asked: the same key goes to eSMS again, and to nobody else."""
    carriers.fault("sms", "failing", status=500, part="esms")
    assert deliver_due(told).state == State.QUEUED
    carriers.fault("sms", "ok")
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False):
        assert deliver_due(told).state == State.SENT
    assert [each["carrier"] for each in arrived(carriers)] == ["esms"]


def test_silence_of_a_carrier_that_does_not_is_never_followed_by_a_second_message(
    told, carriers, settings
):
    settings.SMS_GATEWAYS = ["viettel", "vnpt"]
    Delivery.objects.filter(pk=told.pk).update(carrier="viettel")
    carriers.fault("sms", "failing", status=500)
    assert deliver_due(told).state == State.UNKNOWN
    carriers.fault("sms", "ok")
    assert deliver_due(told).state == State.UNKNOWN
    assert arrived(carriers) == []


def test_a_worker_that_died_in_the_middle_has_asked_once(told, carriers, settings):
    """The try was counted before it began; what it did nobody knows."""
    settings.SMS_GATEWAYS = ["viettel"]
    Delivery.objects.filter(pk=told.pk).update(carrier="viettel")
    OutboxMessage.objects.filter(channel=Channel.SMS).update(attempts=1)
    assert deliver_due(told).state == State.UNKNOWN
    assert arrived(carriers) == []


def test_the_same_key_is_taken_once(told, carriers):
    deliver_due(told)
    Delivery.objects.filter(pk=told.pk).update(state=State.FAILED)
    by = Actor.official(told.notice.recipient)
    assert send_again(delivery_id=told.pk, by=by)
    assert deliver_due(told).state == State.SENT
    assert len(arrived(carriers)) == 1


def test_what_arrived_or_is_under_way_is_not_sent_again(told, carriers):
    by = Actor.official(told.notice.recipient)
    assert not send_again(delivery_id=told.pk, by=by)
    deliver_due(told)
    assert not send_again(delivery_id=told.pk, by=by)


def reported(page, delivery, code=None, **fields):
    code = code or code_for("esms", delivery.public_id)
    return page.post(f"/tin-nhan/esms/{delivery.public_id}/{code}/", fields)


def test_a_report_of_the_carrier_proves_the_arrival_once(page, told, carriers):
    deliver_due(told)
    path = "/" + report_address("esms", told.public_id).split("/", 3)[3]
    for _again in range(3):
        assert page.post(path, {"SendStatus": "5", "SMSID": "m1"}).status_code == 200
    told.refresh_from_db()
    assert (told.state, told.delivered_at is not None) == (State.DELIVERED, True)
    assert CarrierReport.objects.count() == 1


def test_a_late_failure_does_not_undo_an_arrival_but_an_arrival_undoes_a_failure(
    page, told, carriers
):
    deliver_due(told)
    reported(page, told, SendStatus="4", SMSID="m1")
    told.refresh_from_db()
    assert told.state == State.FAILED
    reported(page, told, SendStatus="5", SMSID="m\0001")
    reported(page, told, SendStatus="6", SMSID="m1")
    told.refresh_from_db()
    assert told.state == State.DELIVERED
    assert CarrierReport.objects.count() == 3


@pytest.mark.parametrize("status", ["", "9", "x" * 5000, "５", "\u0000"])
def test_what_a_report_does_not_say_changes_nothing(page, told, carriers, status):
    deliver_due(told)
    assert reported(page, told, SendStatus=status).status_code in (200, 400)
    told.refresh_from_db()
    assert told.state == State.SENT


def test_nobody_reports_without_the_code(page, told, carriers):
    deliver_due(told)
    assert reported(page, told, code="0" * 32, SendStatus="5").status_code == 404
    other = code_for("zalo", told.public_id)
    assert reported(page, told, code=other, SendStatus="5").status_code == 404
    told.refresh_from_db()
    assert told.state == State.SENT


def test_a_carrier_reports_only_on_what_it_was_given(page, told, carriers):
    carriers.fault("sms", "failing", status=503, part="esms")
    assert deliver_due(told).carrier == "viettel"
    assert reported(page, told, SendStatus="5").status_code == 404
