"""Notices by Zalo, and its pair of tokens, of which one is good for a single refresh."""

import json
from base64 import b64encode
from datetime import timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from portal.audit.actors import SYSTEM, Actor
from portal.audit.models import Event
from portal.audit.services import record
from portal.audit.subjects import Subject
from portal.demo.sandbox.partners import shared_secret
from portal.integrations.models import OutboxMessage
from portal.integrations.services import deliver
from portal.integrations.zalo.messages import Pair, signature
from portal.kernel.keyring import new_key
from portal.messaging import zalo_keys
from portal.messaging.models import ChannelRule, Delivery, ZaloKeys
from portal.messaging.services import enter_zalo_keys, notify, refresh_zalo_keys
from portal.messaging.services import zalo_keys as verbs
from tests.sandbox import KEY

State, Channel = Delivery.State, Delivery.Channel
FIRST = shared_secret(KEY, "zalo")


@pytest.fixture
def zalo(sandbox, settings, db):
    """Zalo with the first pair, whose access token no longer counts."""
    settings.SMS_GATEWAYS = ["esms"]
    enter_zalo_keys(pair=Pair("old", FIRST, 60), by=SYSTEM)
    return sandbox


@pytest.fixture
def person(citizen):
    citizen.phone, citizen.phone_proven_at = "+84912345678", timezone.now()
    citizen.save()
    return citizen


@pytest.fixture
def tell(zalo, person, texts):
    text = texts("dossiers/moved_on_for_citizen", subject="S", body="B", sms="Ho so H99-1")
    ChannelRule.objects.create(
        text=text,
        channel=Channel.ZALO,
        template_id="77",
        parameters={"ma_ho_so": "code", "noi_dung": "message", "lien_ket": "link"},
    )

    def once():
        event = record("dossier.noted", Subject("dossiers.dossier", "17"), SYSTEM)
        return notify(event, text, person, {}, "/ho-so/1/")

    return once


def refreshes(sandbox):
    return [each for each in sandbox.traffic("zalo") if each["operation"] == "oauth"]


def deliver_due():
    for _round in range(10):
        due = OutboxMessage.objects.filter(state="PENDING", next_try_at__lte=timezone.now())
        for message in due.exclude(channel=Channel.EMAIL).order_by("id"):
            deliver(message.pk)


def ends(notice):
    return {
        one.channel: one.state
        for one in notice.deliveries.exclude(channel__in=["ACCOUNT", "EMAIL"])
    }


def test_a_notice_goes_by_template_with_what_may_be_known(tell, zalo):
    refresh_zalo_keys(now=timezone.now())
    notice = tell()
    deliver_due()
    assert ends(notice) == {Channel.ZALO: State.SENT}
    (sent,) = [each for each in zalo.traffic("zalo") if each["operation"] == "ZNS"]
    body = json.loads(sent["request"])
    assert (body["phone"], body["template_id"]) == ("84912345678", "77")
    assert set(body["template_data"]) == {"ma_ho_so", "noi_dung", "lien_ket"}
    assert body["tracking_id"] == str(notice.deliveries.get(channel=Channel.ZALO).public_id)
    assert ZaloKeys.objects.get().quota == 499


def test_a_refused_key_is_refreshed_and_the_message_goes_after_all(tell, zalo):
    ZaloKeys.objects.update(
        expires_at=timezone.now() + timedelta(hours=5),
        refreshed_at=timezone.now() - timedelta(hours=1),
    )
    notice = tell()
    deliver_due()
    assert ZaloKeys.objects.get().state == ZaloKeys.State.STALE
    assert refresh_zalo_keys(now=timezone.now())
    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False):
        deliver_due()
    assert ends(notice) == {Channel.ZALO: State.SENT}


@pytest.mark.parametrize("fault", [{"mode": "failing", "status": 503}, {"mode": "down"}])
def test_what_zalo_cannot_do_a_text_message_does_or_nobody_knows(tell, zalo, fault):
    refresh_zalo_keys(now=timezone.now())
    notice = tell()
    zalo.fault("zalo", **fault)
    deliver_due()
    lost = fault["mode"] == "down"
    expected = (
        {Channel.ZALO: State.UNKNOWN}
        if lost
        else {
            Channel.ZALO: State.FAILED,
            Channel.SMS: State.SENT,
        }
    )
    assert ends(notice) == expected


def test_the_webhook_proves_the_arrival(tell, zalo, page):
    refresh_zalo_keys(now=timezone.now())
    notice = tell()
    deliver_due()
    delivery = notice.deliveries.get(channel=Channel.ZALO)

    def call(secret):
        now = str(int(timezone.now().timestamp() * 1000))
        message = {"delivery_time": now, "msg_id": "m", "tracking_id": str(delivery.public_id)}
        told = {"event_name": "user_received_message", "timestamp": now, "message": message}
        body = json.dumps(told)
        return page.post(
            "/tin-nhan/zalo/",
            body,
            content_type="application/json",
            headers={"X-ZEvent-Signature": signature("9900099", body.encode(), now, secret)},
        )

    assert call("not the secret").status_code == 403
    delivery.refresh_from_db()
    assert delivery.state == State.SENT
    assert call(FIRST).status_code == 200
    delivery.refresh_from_db()
    assert delivery.state == State.DELIVERED


@pytest.mark.parametrize("body", ["", "[]", "{", '{"timestamp": 1}', "null", '"x"', "9" * 20000])
def test_hostile_calls_get_an_answer_and_change_nothing(zalo, page, body):
    answer = page.post("/tin-nhan/zalo/", body, content_type="application/json")
    assert answer.status_code in (403, 404)


def test_no_token_stands_readable_in_the_database(zalo):
    refresh_zalo_keys(now=timezone.now())
    stored = str([*ZaloKeys.objects.values(), *Event.objects.values()])
    token = zalo_keys.access_token(timezone.now())
    assert token and token not in stored
    assert FIRST not in stored


def test_a_pair_sealed_under_a_key_that_is_gone_is_shown_and_not_used(zalo, settings):
    settings.FIELD_KEYS = {"k9": b64encode(new_key()).decode()}
    assert zalo_keys.access_token(timezone.now()) is None
    assert not refresh_zalo_keys(now=timezone.now())
    keys = ZaloKeys.objects.get()
    assert (keys.state, keys.problem) == (ZaloKeys.State.LOST, ZaloKeys.NOT_OPENED)
    assert not refreshes(zalo)


def test_good_keys_must_be_there(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        ZaloKeys.objects.create(state=ZaloKeys.State.GOOD)


@pytest.mark.django_db(transaction=True)
def test_two_workers_refresh_once(zalo):
    """The second would use up a token that no longer exists, and Zalo would lock both out."""
    zalo.fault("zalo", "slow", delay=0.5, part="oa")
    now, start, results = timezone.now(), Barrier(4), []

    def work():
        start.wait()
        try:
            results.append(refresh_zalo_keys(now=now))
        finally:
            connections.close_all()

    workers = [Thread(target=work) for _each in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(results) == [False, False, False, True]
    assert len(refreshes(zalo)) == 1
    assert ZaloKeys.objects.get().state == ZaloKeys.State.GOOD


@pytest.mark.django_db(transaction=True)
def test_dying_between_answer_and_commit_is_visible_and_mendable(zalo, monkeypatch):
    def die(*_args):
        raise SystemExit

    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(verbs, "_store", die)
        refresh_zalo_keys(now=timezone.now())
    keys = ZaloKeys.objects.get()
    assert keys.asked_at is not None

    assert not refresh_zalo_keys(now=timezone.now())
    keys.refresh_from_db()
    assert (keys.state, keys.problem) == (ZaloKeys.State.LOST, ZaloKeys.ANSWER_LOST)
    assert zalo_keys.access_token(timezone.now()) is None

    enter_zalo_keys(pair=Pair("new", "newer", 3600), by=Actor.anonymous())
    keys.refresh_from_db()
    assert (keys.state, keys.problem, keys.asked_at) == (ZaloKeys.State.GOOD, "", None)
    assert zalo_keys.access_token(timezone.now()) == "new"


def test_a_zalo_that_was_never_reached_costs_no_token(zalo, settings):
    there = settings.CONNECTORS["zalo"]["url"]
    settings.CONNECTORS["zalo"]["url"] = "http://127.0.0.1:1"
    assert not refresh_zalo_keys(now=timezone.now())
    assert ZaloKeys.objects.get().asked_at is None
    settings.CONNECTORS["zalo"]["url"] = there
    assert refresh_zalo_keys(now=timezone.now())


def test_keys_are_not_refreshed_before_their_time(zalo):
    assert refresh_zalo_keys(now=timezone.now())
    assert not refresh_zalo_keys(now=timezone.now())
    later = timezone.now() + timedelta(hours=24, minutes=50)
    assert refresh_zalo_keys(now=later)
    assert len(refreshes(zalo)) == 2
