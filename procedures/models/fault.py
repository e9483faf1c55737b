from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PaperFault(models.TextChoices):
    """Why a paper is asked for again: the word an official chooses. It is counted for the public,
    the reason he writes beside it is for the applicant alone.
    """

    MISSING = "MISSING", _("It is not there")
    UNREADABLE = "UNREADABLE", _("It cannot be read: blurred, dark or cut off")
    INCOMPLETE = "INCOMPLETE", _("Pages or parts of it are missing")
    WRONG = "WRONG", _("It is another paper than the one asked for")
    UNSIGNED = "UNSIGNED", _("A signature, seal or certification is missing")
    EXPIRED = "EXPIRED", _("It is no longer valid")
    MISMATCH = "MISMATCH", _("It does not agree with the declaration")
    OTHER = "OTHER", pgettext_lazy("why a paper is asked for again", "Another reason")


BECAUSE = {
    PaperFault.MISSING: _("it was not there"),
    PaperFault.UNREADABLE: _("it could not be read"),
    PaperFault.INCOMPLETE: _("pages or parts of it were missing"),
    PaperFault.WRONG: _("it was another paper than the one asked for"),
    PaperFault.UNSIGNED: _("a signature, seal or certification was missing"),
    PaperFault.EXPIRED: _("it was no longer valid"),
    PaperFault.MISMATCH: _("it did not agree with the declaration"),
    PaperFault.OTHER: pgettext_lazy("why a paper was returned", "of other reasons"),
}
"""The same for people who are about to hand the paper in."""
