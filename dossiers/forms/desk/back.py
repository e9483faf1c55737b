"""Back to where it came from, and back before it has left."""

from django.utils.translation import gettext_lazy as _

from dossiers.forms.desk.base import DeskForm, words


class HandBackForm(DeskForm):
    reason = words(_("Why it goes back"), rows=2, help_text=_("Whoever gets it back reads it."))


class TakeBackForm(DeskForm):
    reason = words(_("Why you take it back"), rows=2)


class RecallForm(DeskForm):
    reason = words(
        _("Why you recall the decision"),
        rows=2,
        help_text=_("The applicant is not told. The proposal waits for a decision again."),
    )
