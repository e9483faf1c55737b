"""Ways to hand a text message to a carrier. `SMS_GATEWAY` names the class in use."""

from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from portal.integrations.errors import Never
from portal.messaging.mail import send_mail


class Gateway(Protocol):
    """A carrier. `available` is False when there is none and nothing can be sent."""

    available: bool

    def send(self, *, to: str, text: str, key: str) -> None:
        """Hand over `text` for the number `to` (E.164). `key` lets the carrier drop a repeat.

        Raises Retry, SlowDown or Never.
        """


class NotConfigured:
    """No carrier: text messages are recorded as not sent, with the reason."""

    available = False

    def send(self, *, to: str, text: str, key: str) -> None:
        raise Never("no carrier for text messages is configured")


class ByMail:
    """For the demo: a text message becomes a letter in the mail catcher."""

    available = True

    def send(self, *, to: str, text: str, key: str) -> None:
        letter = EmailMessage(
            subject=f"SMS {to}",
            body=text,
            to=[f"{to.removeprefix('+')}@sms.local"],
            headers={"Message-ID": f"<{key}@sms.local>"},
        )
        send_mail(letter)


def gateway() -> Gateway:
    return import_string(settings.SMS_GATEWAY)()
