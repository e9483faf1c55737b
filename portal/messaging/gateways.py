"""Ways to hand a text message to a carrier. `SMS_GATEWAY` names the class in use."""

from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from portal.messaging.mail import send_mail

LONGEST = 480


class Gateway(Protocol):
    """A carrier. `available` is False when nothing can be sent and says so in `reason`."""

    available: bool
    reason: str

    def send(self, *, to: str, text: str, key: str) -> None:
        """Hand over `text` for the number `to` (E.164). `key` lets the carrier drop a repeat.

        Raises Retry, SlowDown or Never.
        """


class NotConfigured:
    """No carrier: text messages are recorded as not sent, with this reason."""

    available = False
    reason = "no carrier for text messages is configured"

    def send(self, *, to: str, text: str, key: str) -> None:
        raise NotImplementedError(self.reason)


class ByMail:
    """For the demo: a text message becomes a letter in the mail catcher."""

    available = True
    reason = ""

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
