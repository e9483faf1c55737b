"""Forms of the payer."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dossiers.models import Charge
from procedures.selectors import Spared
from procedures.words import spared_words


class ProofForm(forms.Form):
    """The bank's words on a transfer."""

    proof = forms.FileField(
        label=_("Picture or PDF of the bank’s confirmation"),
        error_messages={"required": _("Choose the picture or PDF that your bank gave you.")},
    )

    def __init__(self, *args: Any, accept: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proof"].widget.attrs["accept"] = accept


class ReliefForm(forms.Form):
    """To which group the payer belongs, and what proves it."""

    which = forms.TypedChoiceField(
        label=_("Which applies to you?"), coerce=int, widget=forms.RadioSelect
    )
    proof = forms.FileField(label=_("Paper that proves it"), required=False)

    def __init__(
        self, *args: Any, charge: Charge, groups: tuple[Spared, ...], accept: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs, prefix=f"relief-{charge.pk}")
        self.charge = charge
        self.fields["which"].choices = [
            (number, _group_words(group)) for number, group in enumerate(groups)
        ]
        self.fields["proof"].widget.attrs["accept"] = accept


def _group_words(group: Spared) -> str:
    proof = f" ({group.proof})" if group.proof else ""
    return f"{group.title}: {spared_words(group)}{proof}"
