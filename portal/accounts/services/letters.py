"""Letters to an address or a phone that may have no account: codes and links, soon worthless.

Words and address stay encrypted until delivered, then are wiped; nothing of them is kept.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from portal.messaging.models import Delivery
from portal.messaging.services import notify_address

VALID_FOR = timedelta(minutes=15)

# Letters by allauth's name for them → our text and how long it is worth sending.
TEXTS = {
    "login_code": "accounts/sign_in_code_for_person",
    "phone_code": "accounts/contact_code_for_person",
    "email_confirmation": "accounts/contact_code_for_person",
    "email_confirmation_signup": "accounts/contact_code_for_person",
    "password_reset_code": "accounts/password_code_for_person",
    "account_already_exists": "accounts/already_registered_for_person",
    "invitation": "accounts/invited_for_official",
}


def send_letter(
    letter: str,
    /,
    *,
    email: str = "",
    phone: str = "",
    valid_for: timedelta = VALID_FOR,
    **context: Any,
) -> None:
    """Send the letter to the e-mail address or phone, in the language now spoken."""
    channel = Delivery.Channel.EMAIL if email else Delivery.Channel.SMS
    with transaction.atomic():
        notify_address(
            None,
            TEXTS[letter],
            email or phone,
            channel,
            context,
            language=get_language() or "vi",
            valid_until=timezone.now() + valid_for,
        )
