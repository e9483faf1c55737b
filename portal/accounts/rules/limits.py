"""How often something may be tried. Addresses are generous: a service centre and a whole mobile
network look like one address. `secret` limits guard something that can be guessed; they hold even
when Redis is away.
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `tries` within any stretch of `window`."""

    tries: int
    window: timedelta
    secret: bool = False


MINUTES_5 = timedelta(minutes=5)
MINUTES_15 = timedelta(minutes=15)
HOUR = timedelta(hours=1)

LIMITS: dict[str, Limit] = {
    # Passwords: the owner's own browser is never shut out by what strangers try.
    "sign_in_device": Limit(6, MINUTES_15, secret=True),
    "sign_in_strangers": Limit(20, MINUTES_15, secret=True),
    "sign_in_address": Limit(300, MINUTES_5, secret=True),
    "second_factor": Limit(8, MINUTES_15, secret=True),
    # Codes: three tries each (allauth), so the number of codes is what bounds guessing.
    "code_to_contact": Limit(5, HOUR, secret=True),
    "code_by_device": Limit(12, HOUR, secret=True),
    "code_by_address": Limit(300, HOUR),
    "code_by_person": Limit(12, HOUR),
    "code_try_by_device": Limit(30, HOUR, secret=True),
    "sign_up_by_device": Limit(6, HOUR),
    "sign_up_by_address": Limit(300, HOUR),
    # Files that one person hands in: a dossier has dozens, a flood has thousands.
    "upload_by_person": Limit(300, HOUR),
    # Messages in dossiers: a talk has a dozen an hour, a flood has hundreds.
    "message_by_person": Limit(40, HOUR),
    # Parcels that one person asks for: each is told to the carrier and uses up a waybill number.
    "parcel_by_person": Limit(12, HOUR),
    # Forms set as PDF while the person waits; half a second of work each.
    "print_by_person": Limit(60, HOUR),
    # Each authority or invitation tells somebody, perhaps somebody without an account.
    "mandate_by_person": Limit(20, HOUR),
    # What met an ended session and is kept: strangers must not fill the disk with it.
    "keep_by_device": Limit(40, HOUR),
    "keep_by_address": Limit(300, HOUR),
    # An official may know whether an account exists, but not go through a list of people.
    "identity_desk": Limit(60, HOUR),
    # At the counter a clerk finds one person after the other, four hundred on a full day.
    "counter_find": Limit(150, HOUR),
    # Booking a time: places are few, and each code costs a message.
    "booking_by_device": Limit(30, HOUR),
    "booking_by_address": Limit(300, HOUR),
    "invitation": Limit(20, HOUR, secret=True),
    # Tracking and public checks by those who hold a code or a secret.
    "tracking_device": Limit(20, MINUTES_15, secret=True),
    "tracking_thing": Limit(60, MINUTES_15, secret=True),
    # Codes that strangers have sent to one dossier's contact; browsers known to it do not count.
    "tracking_codes": Limit(15, HOUR, secret=True),
    "tracking_address": Limit(600, MINUTES_15, secret=True),
    "check_by_device": Limit(60, MINUTES_15),
    "check_by_address": Limit(600, MINUTES_15),
    # Results of payments: a busy day of the whole province comes from one address.
    "payment_notice": Limit(3000, MINUTES_5),
    # Failed searches that are kept for the editors; beyond that one still searches, unrecorded.
    "search_miss": Limit(120, HOUR),
}
