"""What of a lost post is kept: what a person has written, never what opens a door."""

import re
from collections.abc import Iterable

# Passwords, codes, tokens and the answers of second factors; a commune has a code, too.
SECRET_NAMES = re.compile(
    r"password|passwd|secret|token|^code$|^otp|credential|^login$", re.IGNORECASE
)
SECRET_PAGES = ("account_", "mfa_", "socialaccount_", "openid_", "accounts:invitation")

Pairs = list[tuple[str, str]]


def worth_keeping(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """The fields in the order sent, without secrets."""
    return [(name, value) for name, value in pairs if not SECRET_NAMES.search(name)]


def is_secret_page(url_name: str) -> bool:
    return url_name.startswith(SECRET_PAGES)
