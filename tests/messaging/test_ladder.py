"""A binding notice climbs until something proves that it has arrived."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.audit.actors import SYSTEM, Actor
from portal.audit.selectors import timeline
from portal.audit.services import record
from portal.audit.subjects import Subject
from portal.integrations.models import OutboxMessage
from portal.integrations.services import deliver
from portal.messaging import kinds, registry
from portal.messaging.checks import ladders_agree_with_their_evidence
from portal.messaging.models import Delivery, Ladder
from portal.messaging.quiet import VIETNAM
from portal.messaging.selectors import proof_of, proven_at, urgent
from portal.messaging.services import (
    LetterMoved,
    Told,
    climb_all,
    handed_over,
    mark_all_read,
    mark_read,
    notify,
    posted,
    report,
    returned,
    wish,
)
from portal.messaging.texts import known
from portal.messaging.workflow import Climb, Rung

State, Channel = Delivery.State, Delivery.Channel
ABOUT = Subject("dossiers.dossier", "17")
pytestmark = pytest.mark.django_db


def here(day: int, hour: int = 9) -> datetime:
    """In the last week of November 2026, which begins on Monday the 23rd."""
    return datetime(2026, 11, day, hour, tzinfo=VIETNAM)


@pytest.fixture
def binding(texts, monkeypatch, settings):
    settings.SMS_GATEWAYS = ["mail"]
    text = texts("dossiers/decided_for_citizen", subject="S", body="B", sms="Ho so co cap nhat")
    monkeypatch.setattr(kinds, "BINDING", kinds.BINDING | {text})
    return text


@pytest.fixture
def person(citizen):
    citizen.phone, citizen.phone_proven_at = "+84912345678", timezone.now()
    citizen.save()
    return citizen


def tell(person, text, at=None):
    with time_machine.travel(at or here(23), tick=False):
        notice = notify(record("dossier.noted", ABOUT, SYSTEM), text, person)
        deliver_due()
    return notice


def deliver_due():
    for message in OutboxMessage.objects.filter(next_try_at__lte=timezone.now()).order_by("id"):
        deliver(message.pk)


def pass_time(until):
    """Beat and workers do what is due."""
    with time_machine.travel(until, tick=False):
        climb_all(now=timezone.now())
        deliver_due()


def rungs(notice):
    notice.ladder.refresh_from_db()
    return notice.ladder.state, notice.ladder.rung


def kinds_of(notice):
    return [event.kind for event in timeline(notice)]


def test_unread_it_climbs_to_the_letter_in_working_days(citizen, binding):
    notice = tell(citizen, binding)
    assert rungs(notice) == (Climb.CLIMBING, Rung.EMAIL)
    assert notice.ladder.next_at == here(25, 17)

    pass_time(here(25, 16))
    assert rungs(notice)[1] == Rung.EMAIL
    pass_time(here(25, 17))
    assert rungs(notice)[1] == Rung.BANNER, "without a telephone the banner is next"
    assert urgent(citizen.pk) == [notice]
    assert notice.ladder.next_at == here(30, 17), "a weekend lies between"
    pass_time(here(30, 18))
    assert rungs(notice) == (Climb.LETTER, Rung.LETTER)
    assert kinds_of(notice) == [
        "notice.not_sent",
        "notice.sent",
        "notice.banner_raised",
        "notice.letter_asked",
    ]
    assert proven_at(notice) is None


def test_the_telephone_that_was_switched_off_rings_before_the_banner(person, binding):
    wish(person_id=person.pk, switched_off=["DOSSIER:SMS"], digest=False)
    notice = tell(person, binding)
    assert notice.deliveries.get(channel=Channel.SMS).reason == Delivery.Obstacle.NOT_WANTED
    pass_time(here(25, 17))
    assert rungs(notice)[1] == Rung.TEXT
    assert notice.deliveries.get(channel=Channel.SMS).state == State.SENT
    pass_time(here(27, 17))
    assert rungs(notice)[1] == Rung.BANNER


def test_a_letter_that_is_refused_does_not_wait(person, binding, by_smtp):
    wish(person_id=person.pk, switched_off=["DOSSIER:SMS"], digest=False)
    by_smtp.refusal = "550 no such user"
    notice = tell(person, binding)
    by_smtp.refusal = ""
    pass_time(here(23, 10))
    assert rungs(notice)[1] == Rung.TEXT


def test_nobody_to_be_reached_goes_straight_to_the_banner(binding, django_user_model):
    stranger = django_user_model.objects.create_user(full_name="Trần Văn Đậu")
    notice = tell(stranger, binding)
    assert rungs(notice)[1] == ""
    pass_time(here(23, 10))
    assert rungs(notice)[1] == Rung.BANNER


def test_a_binding_notice_cannot_be_switched_off_altogether(person, binding):
    wish(person_id=person.pk, switched_off=["DOSSIER:EMAIL", "DOSSIER:SMS"], digest=True)
    notice = tell(person, binding)
    states = {one.channel: one.state for one in notice.deliveries.all()}
    assert states[Channel.EMAIL] == State.SENT
    assert states[Channel.SMS] == State.SKIPPED


def test_reading_proves_and_ends_the_climb(citizen, binding):
    notice = tell(citizen, binding)
    with time_machine.travel(here(24), tick=False):
        mark_read(notice=notice)
    assert rungs(notice)[0] == Climb.PROVEN
    pass_time(here(30, 18))
    assert rungs(notice)[0] == Climb.PROVEN
    assert proven_at(notice) == notice.ladder.proven_at == here(24)


def test_emptying_the_list_is_no_reading(citizen, binding):
    notice = tell(citizen, binding)
    mark_all_read(recipient_id=citizen.pk)
    notice.refresh_from_db()
    assert notice.read_at is None
    assert proven_at(notice) is None


def arrival(delivery, at, raw=b"1"):
    told = Told(delivery.carrier, True, "5", "m", at, raw)
    assert report(public_id=delivery.public_id, told=told)


def test_the_first_proven_moment_counts_in_whichever_order_proofs_come(person, binding):
    notice = tell(person, binding)
    with time_machine.travel(here(25), tick=False):
        mark_read(notice=notice)
        text = notice.deliveries.get(channel=Channel.SMS)
        arrival(text, here(24))
    notice.ladder.refresh_from_db()
    assert notice.ladder.proven_at == here(24) == proven_at(notice)
    (proof,) = proof_of(ABOUT)
    assert proof.proven_at == here(24)
    assert [one.kind for one in proof.tries if one.proves] == ["notice.delivered", "notice.read"]


def test_a_carriers_clock_counts_only_between_sending_and_now(person, binding):
    notice = tell(person, binding)
    text = notice.deliveries.get(channel=Channel.SMS)
    with time_machine.travel(here(24), tick=False):
        arrival(text, here(30))
    assert proven_at(notice) == here(24)
    with time_machine.travel(here(25), tick=False):
        mark_read(notice=notice)
    assert proven_at(notice) == here(24)


def test_that_a_mail_server_took_it_proves_nothing(citizen, binding):
    notice = tell(citizen, binding)
    assert notice.deliveries.get(channel=Channel.EMAIL).state == State.SENT
    assert proven_at(notice) is None


@pytest.fixture
def asked(citizen, binding):
    notice = tell(citizen, binding)
    for until in (here(25, 17), here(30, 18)):
        pass_time(until)
    return notice


def test_the_letter_is_posted_and_handed_over(asked, citizen):
    by = Actor.official(citizen)
    posted(notice_id=asked.pk, waybill="VN123", by=by)
    with pytest.raises(LetterMoved):
        posted(notice_id=asked.pk, waybill="VN124", by=by)
    with pytest.raises(ValueError, match="future"):
        handed_over(notice_id=asked.pk, at=timezone.now() + timedelta(days=30), by=by)
    yesterday = timezone.now() - timedelta(days=1)
    ladder = handed_over(notice_id=asked.pk, at=yesterday, by=by)
    assert (ladder.state, ladder.proven_at) == (Climb.PROVEN, yesterday)
    assert proven_at(asked) == yesterday


def test_a_letter_that_came_back_is_an_end_that_is_seen_and_reading_still_proves(asked, citizen):
    by = Actor.official(citizen)
    with pytest.raises(LetterMoved):
        returned(notice_id=asked.pk, by=by)
    posted(notice_id=asked.pk, waybill="VN123", by=by)
    assert returned(notice_id=asked.pk, by=by).state == Climb.EXHAUSTED
    mark_read(notice=asked)
    assert rungs(asked)[0] == Climb.PROVEN


def test_evidence_can_neither_be_changed_nor_removed(citizen, binding):
    event = timeline(tell(citizen, binding)).first()
    for change in (lambda: event.delete(), lambda: event.save()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_verify_finds_a_moment_that_the_evidence_does_not_show(citizen, binding):
    notice = tell(citizen, binding)
    mark_read(notice=notice)
    assert list(ladders_agree_with_their_evidence()) == []
    Ladder.objects.update(proven_at=here(23))
    (found,) = ladders_agree_with_their_evidence()
    assert found.thing == f"notice {notice.pk}"


def test_what_is_not_binding_has_no_ladder(citizen, accepted):
    notice = notify(None, accepted, citizen, {"code": "1", "due": timezone.now()})
    assert not Ladder.objects.exists()
    mark_read(notice=notice)
    assert not timeline(notice).exists()
    notice.refresh_from_db()
    assert proven_at(notice) == notice.read_at


def test_every_text_named_binding_exists():
    assert set(known()) >= kinds.BINDING


def test_of_a_sensitive_sector_nothing_leaves_but_that_there_is_an_update(
    person, settings, texts, monkeypatch, mailoutbox
):
    """Neither the subject of the letter nor the telephone tells what it is about."""
    settings.SMS_GATEWAYS, settings.SENSITIVE_SECTORS = ["mail"], ["HIV"]
    matter = registry.Matter("H99-1", "HIV")
    monkeypatch.setitem(registry._resolvers, "dossiers.dossier", lambda _id: matter)
    secret = texts("dossiers/asked_for_citizen", subject="Xét nghiệm", body="Kết quả", sms="Xet")
    texts(
        "messaging/private_for_person",
        subject="Hồ sơ {{ code }} có cập nhật",
        body="Xem {{ link }}",
        sms="{{ code }} co cap nhat",
    )
    notice = tell(person, secret)
    assert (notice.subject, notice.body) == ("Xét nghiệm", "Kết quả")
    told = "".join(f"{letter.subject} {letter.body}" for letter in mailoutbox)
    assert "Hồ sơ H99-1 có cập nhật" in told
    assert "H99-1 co cap nhat" in told
    assert "Xét" not in told and "Xet" not in told and "Kết quả" not in told
