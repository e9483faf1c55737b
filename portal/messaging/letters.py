"""What is handed to a carrier: the words of a delivery in the portal's frame."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template import Context
from django.urls import reverse
from django.utils import translation

from portal.messaging import sealed, texts
from portal.messaging.lengths import Alphabet, length_of, plain
from portal.messaging.models import Delivery, Notice
from portal.messaging.registry import matter_of
from portal.messaging.ways import address_of
from portal.messaging.workflow import PHONE

MANY = "messaging/many_for_person"
PRIVATE = "messaging/private_for_person"


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
    notice = delivery.notice
    if notice is None:
        if not delivery.sealed:
            return None
        kept = sealed.open_sealed(delivery.sealed)
        return Letter(**kept, link="")
    words, link = _words(delivery, notice)
    return Letter(
        to=address_of(notice.recipient, delivery.channel),
        name=notice.recipient.full_name,
        subject=words.subject,
        body=words.sms if delivery.channel in PHONE else words.body,
        link=link,
        language=notice.language,
    )


def _words(delivery: Delivery, notice: Notice) -> tuple[texts.Words, str]:
    """The words with the address they lead to: of one notice, or of all that go out together."""
    gathered = delivery.gathered.filter(state=Delivery.State.QUEUED).select_related("notice")
    inside = [each.notice for each in gathered.order_by("id")]
    if inside:
        with translation.override(notice.language):
            inbox = absolute(reverse("messaging:inbox"))
        return many([notice, *inside], inbox), inbox
    return outward(notice), absolute(notice.link)


def absolute(path: str) -> str:
    """The address of a page of ours; empty for none."""
    return urljoin(settings.BASE_URL + "/", path.lstrip("/")) if path else ""


def outward(notice: Notice) -> texts.Words:
    """What may leave the house: of a sensitive sector only that there is something to read."""
    if not notice.is_private:
        return texts.Words(notice.subject, notice.body, notice.sms)
    code = matter_of(notice.event).code
    return texts.render(PRIVATE, notice.language, {"code": code, "link": absolute(notice.link)})


def many(notices: Sequence[Notice], inbox: str) -> texts.Words:
    """One message for several notices to one person."""
    subjects = [outward(each).subject for each in notices]
    context = {"subjects": subjects, "count": len(subjects), "link": inbox}
    return texts.render(MANY, notices[0].language, context)


def as_text(letter: Letter) -> tuple[str, bool]:
    """The text message as it leaves, and whether it needs the large alphabet."""
    text = plain(letter.body) if settings.SMS_PLAIN else letter.body
    return text, length_of(text).alphabet == Alphabet.UCS2


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
