"""Hours in which no telephone rings, over midnight, in Vietnam's time."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from portal.audit.actors import SYSTEM
from portal.audit.services import record
from portal.audit.subjects import Subject
from portal.integrations.models import OutboxMessage
from portal.integrations.services import deliver
from portal.messaging.models import Delivery, Wishes
from portal.messaging.quiet import VIETNAM, QuietHours
from portal.messaging.services import notify, notify_address, wish

NIGHT = QuietHours.parse("21:00-07:00")
State, Channel = Delivery.State, Delivery.Channel


def here(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("moment", "over"),
    [
        (here(24, 20, 59), here(24, 20, 59)),
        (here(24, 21), here(25, 7)),
        (here(24, 23, 59), here(25, 7)),
        (here(25, 0), here(25, 7)),
        (here(25, 6, 59), here(25, 7)),
        (here(25, 7), here(25, 7)),
        # Half past midnight in Vietnam is still the evening before in Greenwich.
        (datetime(2026, 11, 24, 17, 30, tzinfo=UTC), here(25, 7)),
    ],
)
def test_the_night_ends_at_seven(moment, over):
    assert NIGHT.over_at(moment) == over


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),
    st.times().map(lambda at: at.replace(microsecond=0)),
    st.times().map(lambda at: at.replace(microsecond=0)),
)
def test_waiting_ends_within_a_day_outside_the_hours(moment, begins, ends):
    hours, moment = QuietHours(begins, ends), moment.replace(tzinfo=VIETNAM)
    over = hours.over_at(moment)
    assert not hours.holds_at(over)
    assert moment <= over <= moment + timedelta(days=1)


def test_no_hours_are_no_hours():
    assert QuietHours.parse("").over_at(here(24, 23)) == here(24, 23)
    with pytest.raises(ValueError, match="not of the form"):
        QuietHours.parse("night")


@pytest.fixture
def person(citizen):
    citizen.phone, citizen.phone_proven_at = "+84912345678", timezone.now()
    citizen.save()
    return citizen


@pytest.fixture
def short(texts):
    texts("messaging/many_for_person", subject="{{ count }}", body="B", sms="{{ count }} tin")
    return texts(
        "dossiers/moved_on_for_citizen", subject="S {{ code }}", body="B", sms="{{ code }}"
    )


@pytest.fixture(autouse=True)
def by_night(settings):
    settings.QUIET_HOURS = "21:00-07:00"
    settings.SMS_GATEWAYS = ["mail"]


def tell(person, text, code="H99-1"):
    event = record("dossier.noted", Subject("dossiers.dossier", "17"), SYSTEM)
    return notify(event, text, person, {"code": code})


def deliver_due():
    for message in OutboxMessage.objects.filter(next_try_at__lte=timezone.now()).order_by("id"):
        deliver(message.pk)


def test_the_telephone_waits_until_morning_and_the_letter_does_not(person, short, mailoutbox):
    with time_machine.travel(here(24, 23), tick=False):
        notice = tell(person, short)
        deliver_due()
        assert [letter.subject for letter in mailoutbox] == ["S H99-1"]
        assert notice.deliveries.get(channel=Channel.SMS).not_before == here(25, 7)
    with time_machine.travel(here(25, 7), tick=False):
        deliver_due()
    assert [letter.subject for letter in mailoutbox] == ["S H99-1", "SMS +84912345678"]


def test_what_gathered_in_the_night_comes_as_one(person, short, mailoutbox):
    with time_machine.travel(here(24, 23), tick=False):
        notices = [tell(person, short, code) for code in ("H99-1", "H99-2", "H99-3")]
    with time_machine.travel(here(25, 7, 1), tick=False):
        deliver_due()
    texts_sent = [each.body for each in mailoutbox if each.subject.startswith("SMS")]
    assert texts_sent == ["3 tin"]
    ends = {notice.deliveries.get(channel=Channel.SMS).state for notice in notices}
    assert ends == {State.SENT}


def test_a_code_goes_at_any_hour(db, texts, mailoutbox):
    code = texts("accounts/code_for_person", subject="S", body="B", sms="Ma {{ code }}")
    with time_machine.travel(here(24, 23, 30), tick=False):
        notify_address(None, code, "+84912345678", Channel.SMS, {"code": "493817"})
        deliver_due()
    assert [each.body for each in mailoutbox] == ["Ma 493817"]


def test_many_in_one_hour_come_together(person, short, settings, mailoutbox):
    settings.NOTICES_AN_HOUR = 2
    with time_machine.travel(here(24, 9), tick=False):
        for number in range(4):
            tell(person, short, f"H99-{number}")
        deliver_due()
        assert len([each for each in mailoutbox if each.subject.startswith("SMS")]) == 2
    with time_machine.travel(here(24, 10), tick=False):
        deliver_due()
    assert [each.body for each in mailoutbox if each.subject.startswith("SMS")][2:] == ["2 tin"]


def test_a_daily_letter_gathers_what_is_not_binding(person, short, mailoutbox):
    wish(person_id=person.pk, switched_off=["DOSSIER:SMS"], digest=True)
    with time_machine.travel(here(24, 9), tick=False):
        first, _second = tell(person, short, "H99-1"), tell(person, short, "H99-2")
        deliver_due()
    assert not mailoutbox
    refused = first.deliveries.get(channel=Channel.SMS)
    assert (refused.state, refused.reason) == (State.SKIPPED, Delivery.Obstacle.NOT_WANTED)
    with time_machine.travel(here(25, 7, 30), tick=False):
        deliver_due()
    assert [each.subject for each in mailoutbox] == ["2"]
    assert Wishes.objects.get().digest


def test_the_morning_is_the_next_one():
    assert NIGHT.over_at(here(30, 23)).date() == date(2026, 12, 1)
    assert NIGHT.over_at(here(30, 23)).time() == time(7)
