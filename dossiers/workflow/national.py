"""The ten statuses of the national public service portal."""

from enum import IntEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class National(IntEnum):
    """The ten statuses of the national public service portal."""

    REGISTERED = 1
    ACCEPTED = 2
    NOT_ACCEPTED = 3
    IN_PROCESS = 4
    PAPERS_ASKED = 5
    PAYMENT_ASKED = 6
    WITHDRAWN = 7
    STOPPED = 8
    DONE = 9
    RETURNED = 10


NATIONAL_WORDS: dict[National, Promise] = {
    National.REGISTERED: _("Newly registered"),
    National.ACCEPTED: _("Accepted"),
    National.NOT_ACCEPTED: _("Not accepted"),
    National.IN_PROCESS: _("In process"),
    National.PAPERS_ASKED: _("More papers asked for"),
    National.PAYMENT_ASKED: _("Payment asked for"),
    National.WITHDRAWN: _("Withdrawn at the applicant’s request"),
    National.STOPPED: _("Processing stopped"),
    National.DONE: _("Processing finished"),
    National.RETURNED: _("Result handed over"),
}
