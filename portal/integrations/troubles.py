"""What can go wrong with a call, in words that officials read. The code is what is stored."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Trouble(TextChoices):
    """The first four are ours: nobody was called."""

    OFF = "OFF", _("switched off by an official")
    NOT_CONFIGURED = "NOT_CONFIGURED", _("has no address here")
    RESTING = "RESTING", _("resting after failures in a row")
    BUSY = "BUSY", _("waits for its turn")
    NO_CONNECTION = "NO_CONNECTION", _("cannot be reached")
    UNTRUSTED = "UNTRUSTED", _("its certificate is not to be trusted")
    TIMEOUT = "TIMEOUT", _("did not answer in time")
    CUT_OFF = "CUT_OFF", _("broke off in the middle of the answer")
    TOO_LONG = "TOO_LONG", _("sent an answer that is too long")
    UNREADABLE = "UNREADABLE", _("sent an answer that cannot be read")
    MOVED = "MOVED", _("sent us on to another address")
    FAULT = "FAULT", _("has a fault of its own")
    OVERLOADED = "OVERLOADED", _("asks us to wait")
    REJECTS_US = "REJECTS_US", _("does not accept our credentials")
    REFUSED = "REFUSED", _("refused what we sent")
    MALFORMED = "MALFORMED", _("its address is not a valid one")


def in_words(reason: str) -> str:
    """A stored reason for people: `FAULT 503` becomes words with the number behind them.

    A reason that is none of the codes (a partner's own, or older words) is given back as it is.
    """
    code, _space, detail = reason.partition(" ")
    if code not in Trouble.values:
        return reason
    words = str(Trouble(code).label)
    return f"{words} ({detail})" if detail else words
