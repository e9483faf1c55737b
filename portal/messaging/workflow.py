"""States of what goes out, and the ladder by which a binding notice climbs until it has arrived.

One table for the ladder: how a rung is taken, how long it may stay unproven, what comes after.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Channel(models.TextChoices):
    ACCOUNT = "ACCOUNT", _("in the account")
    EMAIL = "EMAIL", _("e-mail")
    SMS = "SMS", _("text message")
    ZALO = "ZALO", _("Zalo message")


# These ring.
PHONE = (Channel.SMS, Channel.ZALO)


class DeliveryState(models.TextChoices):
    """`SENT`: a carrier has taken it. `DELIVERED`: the carrier says that it reached the person.

    `UNKNOWN`: a carrier that does not recognise repeats fell silent after we had asked it; the
    message may have gone out, so it is not sent a second time.
    """

    QUEUED = "QUEUED", _("on its way")
    SENT = "SENT", _("sent")
    DELIVERED = "DELIVERED", _("arrived")
    UNKNOWN = "UNKNOWN", _("not known whether it went out")
    FAILED = "FAILED", _("could not be delivered")
    SKIPPED = "SKIPPED", _("not sent")


class Rung(models.TextChoices):
    """The ways of a binding notice, the gentlest first."""

    EMAIL = "EMAIL", _("e-mail")
    TEXT = "TEXT", _("message to the telephone")
    BANNER = "BANNER", _("notice on every page of the account")
    LETTER = "LETTER", _("letter by post")


class Climb(models.TextChoices):
    """Where the ladder stands. `PROVEN` and `EXHAUSTED` are ends; a late proof still counts."""

    CLIMBING = "CLIMBING", _("not proven to have arrived yet")
    LETTER = "LETTER", pgettext_lazy("state of a notice", "a letter is to be posted")
    POSTED = "POSTED", pgettext_lazy("state of a notice", "a letter is on its way")
    PROVEN = "PROVEN", _("proven to have arrived")
    EXHAUSTED = "EXHAUSTED", _("reached nobody by any way")


@dataclass(frozen=True, slots=True)
class Step:
    """`channels`: by which the rung is taken, the first that is open. After `working_days` without
    a proof (key of `settings.LADDER_DAYS`) the notice climbs on; a failure does not wait.
    """

    rung: Rung
    channels: tuple[Channel, ...] = ()


LADDER = (
    Step(Rung.EMAIL, (Channel.EMAIL,)),
    Step(Rung.TEXT, (Channel.ZALO, Channel.SMS)),
    Step(Rung.BANNER),
    Step(Rung.LETTER),
)

# Events of a binding notice: each try and each answer is kept as evidence under one of these.
PROOFS = ("notice.delivered", "notice.read", "notice.letter_delivered")
EVIDENCE = {
    "notice.sent": _("handed to the carrier"),
    "notice.delivered": _("arrived, says the carrier"),
    "notice.failed": _("could not be delivered"),
    "notice.unknown": _("not known whether it went out"),
    "notice.not_sent": _("not sent"),
    "notice.read": _("read in the account"),
    "notice.banner_raised": _("shown on the pages of the account"),
    "notice.letter_asked": _("a letter by post was asked for"),
    "notice.letter_posted": _("the letter was posted"),
    "notice.letter_delivered": _("the letter was handed over"),
    "notice.letter_returned": _("the letter came back"),
    "notice.sent_again": _("an official had it sent again"),
}
