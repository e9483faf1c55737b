"""Hand one letter to the mail server and sort its answer into the three kinds of error."""

import smtplib
from datetime import timedelta

from django.core.mail import EmailMessage

from portal.integrations.errors import Never, Retry, SlowDown

BUSY = {421, 450, 451, 452}
PAUSE = timedelta(minutes=5)


def send_mail(letter: EmailMessage) -> None:
    """Send; returns once the server has said yes.

    Raises Never for an address or letter that the server refuses for good, SlowDown when it asks
    for patience, Retry for anything that may pass, a server that refuses *us* included. Reasons
    carry codes only: the server's words would repeat the address.
    """
    try:
        letter.send()
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise _by_code(max(codes, default=0), "recipient") from error
    except smtplib.SMTPSenderRefused as error:
        raise Retry(f"mail server refused our address ({error.smtp_code})") from error
    except (smtplib.SMTPDataError, smtplib.SMTPHeloError) as error:
        raise _by_code(error.smtp_code, "letter") from error
    except smtplib.SMTPException as error:
        raise Retry(f"mail server: {type(error).__name__}") from error
    except OSError as error:
        raise Retry(f"mail server cannot be reached: {type(error).__name__}") from error


def _by_code(code: int, what: str) -> Exception:
    if code >= 500:
        return Never(f"mail server refused the {what} ({code})")
    if code in BUSY:
        return SlowDown(f"mail server asks to wait ({code})", PAUSE)
    return Retry(f"mail server did not take the {what} ({code})")
