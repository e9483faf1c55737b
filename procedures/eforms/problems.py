"""What can be wrong with an answer, in words that say how to mend it."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "required": _("Answer this question."),
    "required_choice": _("Choose one of the answers."),
    "required_statement": _("Tick the box to agree before you go on."),
    "required_file": _("Add this file."),
    "required_rows": _("Add at least %(min)s."),
    "number": _("Write digits only, for example 1250."),
    "money": _("Write an amount in đồng in digits, for example 1500000."),
    "date": _("Write a date as day/month/year, for example 24/11/2026."),
    "month": _("Write a month as month/year, for example 11/2026."),
    "choice": _("Choose one of the answers on the list."),
    "not_there": _("Choose a commune, ward or special zone of the province above."),
    "yes_no": _("Choose yes or no."),
    "identity_number": _("Write the 12 digits of the identity card; one of them is wrong."),
    "tax_number": _("Write the 10 or 13 digits of the tax number; one of them is wrong."),
    "phone": _("Write a Vietnamese phone number, for example 0912 345 678."),
    "email": _("Write an e-mail address, for example ten@example.com."),
    "too_small": _("Write %(min)s or more."),
    "too_large": _("Write %(max)s or less."),
    "too_early": _("Choose a day not before %(min)s."),
    "too_late": _("Choose a day not after %(max)s."),
    "too_short": _("Write at least %(min)s characters; there are %(length)s now."),
    "too_long": _("Shorten to %(max)s characters; there are %(length)s now."),
    "too_few": _("Choose at least %(min)s."),
    "too_many": _("Choose at most %(max)s."),
    "too_many_rows": _("Remove some: at most %(max)s are allowed."),
    "pattern": _("%(help)s"),
    "file": _("Add the file again; it did not arrive."),
    "shape": _("Write this answer again."),
}


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one answer: a stable code for programs, words for people."""

    code: str
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def message(self) -> str:
        return str(MESSAGES[self.code]) % self.params

    def __str__(self) -> str:
        return self.message


class Invalid(Exception):
    """Raised while reading one answer."""

    def __init__(self, code: str, **params: Any):
        super().__init__(code)
        self.problem = Problem(code, params)
