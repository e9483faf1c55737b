"""What a person is told, in which words, and by which ways."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import IntegrityError, transaction
from django.template import TemplateDoesNotExist
from django.utils import timezone

from portal.audit.actors import SYSTEM
from portal.audit.models import Event
from portal.audit.services import record
from portal.audit.subjects import Subject
from portal.integrations.models import OutboxMessage
from portal.integrations.services import deliver
from portal.messaging import texts as messaging_texts
from portal.messaging.masks import masked
from portal.messaging.models import Delivery, Notice
from portal.messaging.services import notify, notify_address

Channel, State, Obstacle = Delivery.Channel, Delivery.State, Delivery.Obstacle
CONTEXT = {"code": "H99.22-261124-0001", "due": date(2026, 12, 1)}


@pytest.fixture
def event(db) -> Event:
    return record("dossier.noted", Subject("dossiers.dossier", "17"), SYSTEM)


def ways(notice: Notice) -> dict[str, tuple[str, str]]:
    return {d.channel: (d.state, d.reason) for d in notice.deliveries.all()}


def deliver_all() -> None:
    for message in OutboxMessage.objects.order_by("id"):
        deliver(message.pk)


def test_notice_stands_in_the_account_at_once_and_a_letter_is_on_its_way(event, citizen, accepted):
    notice = notify(event, accepted, citizen, CONTEXT, "/ho-so/")

    assert notice.subject == "Hồ sơ H99.22-261124-0001 đã được tiếp nhận"
    assert notice.body == "Hẹn trả kết quả: 01/12/2026."
    assert ways(notice) == {Channel.ACCOUNT: (State.SENT, ""), Channel.EMAIL: (State.QUEUED, "")}
    assert mail.outbox == []


def test_letter_has_the_words_the_link_and_a_stable_name(event, citizen, accepted, settings):
    settings.BASE_URL = "https://minhha.example"
    notice = notify(event, accepted, citizen, CONTEXT, "/ho-so/")

    deliver_all()

    (letter,) = mail.outbox
    delivery = notice.deliveries.get(channel=Channel.EMAIL)
    assert letter.to == ["man@minhha.example"]
    assert "Hẹn trả kết quả: 01/12/2026." in letter.body
    assert "https://minhha.example/ho-so/" in letter.body
    assert letter.extra_headers["Message-ID"] == f"<{delivery.public_id}@minhha.example>"
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert (delivery.state, delivery.message_id) == (
        State.SENT,
        letter.extra_headers["Message-ID"],
    )


def test_words_are_in_the_language_of_the_reader(event, citizen, accepted):
    citizen.language = "en"
    citizen.save()

    notice = notify(event, accepted, citizen, CONTEXT)
    deliver_all()

    assert notice.subject == "Dossier H99.22-261124-0001 has been accepted"
    assert mail.outbox[0].body.startswith("Hello Nguyễn Thị Mận,")


def test_telling_again_of_the_same_event_tells_once(event, citizen, accepted):
    first = notify(event, accepted, citizen, CONTEXT)
    again = notify(event, accepted, citizen, CONTEXT)

    assert again == first
    assert (Delivery.objects.count(), OutboxMessage.objects.count()) == (2, 1)


def test_two_texts_of_one_event_to_one_person_both_go_out(event, citizen, accepted, texts):
    other = texts("dossiers/other_for_citizen", subject="Khác", body="Khác")
    notify(event, accepted, citizen, CONTEXT)
    notify(event, other, citizen)

    deliver_all()

    assert len(mail.outbox) == 2


def test_an_address_that_is_not_proven_is_not_written_to(event, accepted):
    stranger = get_user_model().objects.create_user(email="man@minhha.example")

    notice = notify(event, accepted, stranger, CONTEXT)

    assert ways(notice)[Channel.EMAIL] == (State.SKIPPED, Obstacle.NO_ADDRESS)
    assert not OutboxMessage.objects.exists()


def test_address_is_looked_up_when_the_letter_goes(event, citizen, accepted):
    notice = notify(event, accepted, citizen, CONTEXT)
    citizen.email = "moi@minhha.example"
    citizen.save()
    deliver_all()
    assert mail.outbox[0].to == ["moi@minhha.example"]

    late = notify(None, accepted, citizen, CONTEXT)
    citizen.email_proven_at = None
    citizen.save()
    deliver_all()
    assert len(mail.outbox) == 1
    assert ways(late)[Channel.EMAIL] == (State.SKIPPED, Obstacle.NO_ADDRESS)
    assert ways(notice)[Channel.EMAIL] == (State.SENT, "")


@pytest.fixture
def with_phone(citizen):
    citizen.phone, citizen.phone_proven_at = "+84912345678", timezone.now()
    citizen.save()
    return citizen


@pytest.fixture
def short(texts):
    return texts("dossiers/ready_for_citizen", subject="S", body="B", sms="Kết quả {{ code }}")


def test_text_message_without_a_carrier_is_shown_as_not_sent(event, with_phone, short, settings):
    settings.SMS_GATEWAYS = []

    notice = notify(event, short, with_phone, CONTEXT)

    assert ways(notice)[Channel.SMS] == (State.SKIPPED, Obstacle.NO_CARRIER)


def test_text_message_of_the_demo_lands_in_the_mail_catcher(event, with_phone, short, settings):
    settings.SMS_GATEWAYS = ["mail"]
    notice = notify(event, short, with_phone, CONTEXT)

    deliver_all()

    letter = next(letter for letter in mail.outbox if letter.subject.startswith("SMS"))
    assert letter.to == ["84912345678@sms.local"]
    assert letter.body == "Ket qua H99.22-261124-0001"
    assert ways(notice)[Channel.SMS] == (State.SENT, "")


def test_text_without_a_short_form_sends_no_text_message(event, with_phone, accepted):
    assert Channel.SMS not in ways(notify(event, accepted, with_phone, CONTEXT))


CODE = "493817"


@pytest.fixture
def code(texts):
    return texts(
        "accounts/code_for_person",
        subject="Mã xác nhận",
        body="Mã của bạn: {{ code }}",
        sms="Ma {{ code }}",
    )


@pytest.mark.parametrize("language", ["vi", "en-gb"])
def test_code_reaches_its_address_and_is_nowhere_to_be_read(db, code, language):
    delivery = notify_address(
        None, code, "moi@minhha.example", Channel.EMAIL, {"code": CODE}, language=language
    )

    rows = [*Delivery.objects.values(), *OutboxMessage.objects.values(), *Event.objects.values()]
    assert CODE not in str(rows)
    assert "moi@minhha.example" not in str(rows)
    assert delivery.address == "m•••@minhha.example"

    deliver_all()
    delivery.refresh_from_db()
    assert (mail.outbox[0].to, CODE in mail.outbox[0].body) == (["moi@minhha.example"], True)
    assert (delivery.state, delivery.sealed) == (State.SENT, "")


def test_code_that_came_too_late_is_not_sent(db, code):
    delivery = notify_address(
        None,
        code,
        "moi@minhha.example",
        Channel.EMAIL,
        {"code": CODE},
        valid_until=timezone.now() - timedelta(seconds=1),
    )

    deliver_all()

    delivery.refresh_from_db()
    assert (delivery.state, delivery.reason) == (State.SKIPPED, Obstacle.TOO_LATE)
    assert delivery.sealed == ""
    assert mail.outbox == []


def test_code_by_text_message_uses_the_short_form(db, code, settings):
    settings.SMS_GATEWAYS = ["mail"]
    notify_address(None, code, "+84912345678", Channel.SMS, {"code": CODE})

    deliver_all()

    assert mail.outbox[0].body == f"Ma {CODE}"


def test_an_ended_delivery_cannot_keep_words(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(
            text="t", channel=Channel.EMAIL, state=State.SENT, sealed="t1.secret"
        )


@pytest.mark.parametrize("refusal", ["550 no such user", "554 blocked"])
def test_refused_address_is_seen_on_the_notice(event, citizen, accepted, by_smtp, refusal):
    by_smtp.refusal = refusal
    notice = notify(event, accepted, citizen, CONTEXT)

    deliver_all()

    expected = f"mail server refused the recipient ({refusal[:3]})"
    assert ways(notice)[Channel.EMAIL] == (State.FAILED, expected)
    assert OutboxMessage.objects.get().last_error == expected


@pytest.mark.parametrize(
    ("refusal", "words"),
    [("451 try later", "asks to wait (451)"), ("432 later", "did not take the recipient (432)")],
)
def test_passing_refusal_is_tried_again(event, citizen, accepted, by_smtp, refusal, words):
    by_smtp.refusal = refusal
    notice = notify(event, accepted, citizen, CONTEXT)

    deliver_all()

    assert ways(notice)[Channel.EMAIL] == (State.QUEUED, "")
    assert words in OutboxMessage.objects.get().last_error


def test_absent_mail_server_is_tried_again(event, citizen, accepted, by_smtp, settings):
    settings.EMAIL_PORT = 1
    notify(event, accepted, citizen, CONTEXT)

    deliver_all()

    message = OutboxMessage.objects.get()
    assert (message.state, message.last_error) == (
        "PENDING",
        "mail server cannot be reached: ConnectionRefusedError",
    )


def test_unknown_text_and_missing_name_are_errors(event, citizen, accepted):
    with pytest.raises(TemplateDoesNotExist):
        notify(event, "dossiers/unheard_of", citizen)
    with pytest.raises(messaging_texts.UndefinedInText, match="code"):
        notify(event, accepted, citizen, {"due": date(2026, 12, 1)})
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("man.nguyen@minhha.example", "m•••@minhha.example"),
        ("+84912345678", "+84•••678"),
        ("", ""),
    ],
)
def test_masks_show_enough_to_recognise_ones_own(address, shown):
    assert masked(address) == shown
