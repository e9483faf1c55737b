import re
from typing import Any, Self

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from portal.documents.inspection.refusals import refuse
from portal.documents.models import IssuedDocument
from portal.documents.rules.uploads import MIB, PDF
from portal.documents.selectors import allowance
from portal.documents.workflow import Purpose

_CODE = re.compile(r"[0-9A-Z][0-9A-Z.-]*")
NO_SUCCESSOR = _(
    "Your agency has issued no valid paper of this kind under this code to the same owner."
)


class CodeForm(forms.Form):
    """The code printed on a paper."""

    code = forms.CharField(
        label=_("Code of the paper"),
        help_text=_("Printed under the title, for example H99.22-261123-0001-KQ1."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = "".join(self.cleaned_data["code"].split()).upper()
        if not _CODE.fullmatch(code):
            words = _("A code has letters without marks, digits, dots and dashes only.")
            raise forms.ValidationError(words)
        return code


class CompareForm(forms.Form):
    """A copy of a paper that somebody was given; read in memory, never stored."""

    file = forms.FileField(
        label=_("The PDF you were given"),
        help_text=_("It is compared at once and not kept."),
        widget=forms.ClearableFileInput(attrs={"accept": f"{PDF},.pdf"}),
    )

    def clean_file(self) -> bytes:
        upload = self.cleaned_data["file"]
        limits = allowance(Purpose.ISSUED)
        if upload.size > limits.max_bytes:
            refused = refuse("TOO_BIG", size=f"{upload.size / MIB:.1f}", limit=limits.max_megabytes)
            raise forms.ValidationError(refused.message)
        return upload.read()


class RevokeForm(forms.Form):
    """Why a paper is withdrawn, what takes its place, and the version that the official saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    basis = forms.CharField(
        label=_("Legal basis"),
        help_text=_("The provision and the decision it rests on, with their numbers and dates."),
        max_length=300,
    )
    reason = forms.CharField(
        label=_("Reason of the revocation"),
        help_text=_("The owner of the paper reads it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    successor = forms.CharField(
        label=_("Code of the paper that takes its place"),
        help_text=_(
            "Empty when nothing takes its place. Whoever checks the old code is led to the new "
            "paper."
        ),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, successors: QuerySet[IssuedDocument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.successors = successors

    def clean_successor(self) -> IssuedDocument | None:
        """One of the papers that may take the place of this one."""
        code = "".join(self.cleaned_data["successor"].split()).upper()
        if not code:
            return None
        found = self.successors.filter(code=code).first()
        if found is None:
            raise forms.ValidationError(NO_SUCCESSOR)
        if IssuedDocument.objects.filter(replaced_by=found).exists():
            raise forms.ValidationError(_("This paper takes the place of another one already."))
        return found

    def to_confirm(self) -> Self:
        """The same answers, carried along unseen while the official confirms them."""
        for name in ("basis", "reason", "successor"):
            self.fields[name].widget = forms.HiddenInput()
        return self

    def after_conflict(self, version: int) -> Self:
        """What was typed, to be looked at again beside the paper as it is now."""
        self.data = self.data.copy()
        self.data["version"] = version
        words = _("Somebody changed this paper meanwhile. Look at it again before you go on.")
        self.add_error(None, words)
        return self
