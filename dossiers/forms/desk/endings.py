"""Ends without a result."""

from django.utils.translation import gettext_lazy as _

from dossiers.forms.desk.base import DeskForm, words


class StopForm(DeskForm):
    reason = words(_("Reason for stopping"), help_text=_("It is sent to the applicant."))


class CloseLapsedForm(DeskForm):
    reason = words(
        _("What you want to add"),
        rows=2,
        required=False,
        help_text=_(
            "What was asked for and until when is written by the portal. It is sent to the "
            "applicant."
        ),
    )


class ReopenForm(DeskForm):
    reason = words(
        _("What was wrong"),
        help_text=_(
            "The applicant reads it with the apology. The code stays, nothing is to be paid, and "
            "the result counts until the corrected one replaces it."
        ),
    )
