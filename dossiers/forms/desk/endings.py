"""Ends without a result."""

from django.utils.translation import gettext_lazy as _

from dossiers.forms.desk.base import DeskForm, words


class StopForm(DeskForm):
    reason = words(_("Reason for stopping"), help_text=_("It is sent to the applicant."))
