"""Writing into the thread of a dossier, on either side."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.forms.filing import FilesField
from dossiers.rules.messages import LONGEST
from portal.documents.selectors import allowance
from portal.documents.workflow import Purpose


class MessageForm(forms.Form):
    """`send_key` makes a second press the same message."""

    send_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    text = forms.CharField(
        label=_("Your message"),
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST}),
        error_messages={"required": _("Write the message.")},
    )
    files = FilesField(label=_("Files to go with it"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limits = allowance(Purpose.DOSSIER_PAPER)
        self.fields["files"].widget.attrs.update({"accept": limits.accept, "multiple": True})


class AnswerMessageForm(MessageForm):
    asks_nothing = forms.BooleanField(
        label=_("This message asks for no papers"),
        required=False,
        widget=forms.HiddenInput,
    )

    def offer_the_tick(self) -> None:
        """Show the tick once the words were taken for a request."""
        self.fields["asks_nothing"].widget = forms.CheckboxInput()
