"""What the reader's own browser can fill in, and patterns of answers, in words."""

from django.utils.translation import gettext_lazy as _

from procedures.builder.kinds import Text
from procedures.eforms.kinds import Kind

AUTOCOMPLETE: dict[Kind, tuple[tuple[str, Text], ...]] = {
    Kind.TEXT: (
        ("name", _("Own full name")),
        ("organization", _("Name of the organisation")),
        ("organization-title", _("Position")),
        ("street-address", _("Street and house")),
        ("country-name", _("Country")),
    ),
    Kind.DATE: (("bday", _("Own birthday")),),
    Kind.PHONE: (("tel", _("Own phone number")),),
    Kind.EMAIL: (("email", _("Own e-mail address")),),
    Kind.IDENTITY_NUMBER: (("off", _("Never keep this")),),
    Kind.TAX_NUMBER: (("off", _("Never keep this")),),
}
"""Purposes of WCAG 1.3.5 that a browser knows."""

PATTERNS: tuple[tuple[str, Text], ...] = (
    (r"[0-9]+", _("Digits only")),
    (r"[A-Za-z0-9]+", _("Letters without diacritics and digits")),
    (r"[0-9]{2}[A-Z][A-Z0-9]?-[0-9]{3}\.?[0-9]{2}", _("Number plate of a vehicle: 29A-123.45")),
    (r"[A-Z][0-9]{7,8}", _("Number of a passport: a capital letter and digits")),
    (r"[0-9]+/[0-9]{4}/[A-ZĐ0-9-]+", _("Number of a legal text: 60/2014/QH13")),
    (r"[0-9]{1,5}/[0-9]{4}", _("Number and year: 123/2024")),
)
"""Patterns an editor may choose by their words."""
