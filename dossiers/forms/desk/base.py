"""What the forms of the officials’ desk share: one form a verb."""

from typing import Any

from django import forms


class DeskForm(forms.Form):
    """A form of one action on one dossier, with the version that the official saw. `arguments` is
    what the verb takes besides the frame.
    """

    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"id": False}))

    is_filled = False
    """True when the address of the page has filled something in: then it is shown open."""

    def __init__(self, data=None, *, dossier, user, query=None):
        super().__init__(data, initial={"version": dossier.version}, auto_id=f"{self.name()}_%s")
        self.dossier, self.user, self.query = dossier, user, query or {}
        self.prepare()

    @classmethod
    def name(cls) -> str:
        return cls.__name__.removesuffix("Form").lower()

    def prepare(self) -> None:
        """Fill in choices that depend on the dossier."""

    def arguments(self) -> dict[str, Any]:
        return {key: value for key, value in self.cleaned_data.items() if key != "version"}


class PlainForm(DeskForm):
    """An action that needs nothing but the press of its button."""


def words(label, rows: int = 4, help_text: str = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )
