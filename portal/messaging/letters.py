"""What is handed to a carrier: the words of a delivery in the portal's frame."""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template import Context
from django.utils import translation

from portal.messaging import sealed, texts
from portal.messaging.models import Delivery
from portal.messaging.ways import address_of


@dataclass(frozen=True, slots=True)
class Letter:
    """One delivery ready to go; `to` is empty when the address no longer exists.

    The frame of the letter greets by `name`, so texts begin with what they have to say.
    """

    to: str
    name: str
    subject: str
    body: str
    link: str
    language: str


def letter_of(delivery: Delivery) -> Letter | None:
    """The letter with the address as it is now. None when its words are no longer kept."""
    if delivery.notice is None:
        if not delivery.sealed:
            return None
        kept = sealed.open_sealed(delivery.sealed)
        return Letter(**kept, link="")
    notice = delivery.notice
    short = delivery.channel == Delivery.Channel.SMS
    return Letter(
        to=address_of(notice.recipient, delivery.channel),
        name=notice.recipient.full_name,
        subject=notice.subject,
        body=notice.sms if short else notice.body,
        link=urljoin(settings.BASE_URL + "/", notice.link.lstrip("/")) if notice.link else "",
        language=notice.language,
    )


def message_id(delivery: Delivery) -> str:
    """The same at every try, so that a mail program drops a repeat."""
    return f"<{delivery.public_id}@{urlsplit(settings.BASE_URL).hostname}>"


def as_mail(delivery: Delivery, letter: Letter) -> EmailMessage:
    """Plain text: it is read aloud, forwarded and printed by everyone."""
    frame = texts.engine().get_template(texts.file_of("frame", "mail", letter.language))
    with translation.override(letter.language):
        body = frame.render(Context({"letter": letter, "portal": settings.BASE_URL}))
    return EmailMessage(
        subject=letter.subject,
        body=body.strip() + "\n",
        to=[letter.to],
        headers={
            "Message-ID": message_id(delivery),
            "Auto-Submitted": "auto-generated",
            "Content-Language": letter.language,
        },
    )
