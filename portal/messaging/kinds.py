"""What kind of thing each text says: who may switch it off, what rings at night, what must be
proven to have arrived.

A text that is not named here follows from its name: officials' texts are work, codes and whatever
concerns the account are urgent, all others tell about a dossier.
"""

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """What a recipient chooses channels for."""

    DOSSIER = "DOSSIER"
    REMINDER = "REMINDER"
    ACCOUNT = "ACCOUNT"
    WORK = "WORK"


@dataclass(frozen=True, slots=True)
class Kind:
    """`binding`: a date of the law hangs on it, so it climbs the ladder until it is proven to have
    arrived. `urgent`: goes at once, by night too, and is never gathered with others.
    """

    topic: Topic
    binding: bool = False
    urgent: bool = False


# A right, a duty or a date begins with the moment at which the person is told of these.
BINDING = frozenset(
    {
        "documents/replaced_for_owner",
        "documents/revoked_for_owner",
        "dossiers/accepted_for_citizen",
        "dossiers/apology_for_citizen",
        "dossiers/date_moved_for_citizen",
        "dossiers/extended_for_citizen",
        "dossiers/given_back_for_citizen",
        "dossiers/payment_asked_for_citizen",
        "dossiers/refused_for_citizen",
        "dossiers/reopened_for_citizen",
        "dossiers/result_desk_for_citizen",
        "dossiers/result_online_for_citizen",
        "dossiers/result_post_for_citizen",
        "dossiers/stopped_for_citizen",
        "dossiers/supplement_for_citizen",
        "dossiers/supplement_lapsed_for_citizen",
        "dossiers/verification_for_citizen",
    }
)
REMINDERS = frozenset(
    {
        "dossiers/booking_soon_for_citizen",
        "dossiers/post_unchosen_for_citizen",
        "dossiers/result_ends_for_citizen",
        "dossiers/result_waits_for_citizen",
        "dossiers/supplement_reminder_for_citizen",
    }
)


def kind_of(text: str) -> Kind:
    """The kind of the text `app/event_for_whom`."""
    if "_code_for_" in text or text.startswith("accounts/"):
        return Kind(Topic.ACCOUNT, urgent=True)
    if text.endswith("_for_official"):
        return Kind(Topic.WORK)
    topic = Topic.REMINDER if text in REMINDERS else Topic.DOSSIER
    return Kind(topic, binding=text in BINDING)
