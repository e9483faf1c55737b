"""Forms that set a password, with one short hint instead of a list of rules."""

from typing import Any

from allauth.account.forms import (
    ChangePasswordForm,
    ReauthenticateForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from django.utils.translation import gettext_lazy as _

HINT = _("At least 10 characters, not a common password.")


class PlainMixin:
    """No placeholders (the labels say it), no list of rules."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = HINT if name == "password1" else ""


class ChangeForm(PlainMixin, ChangePasswordForm):
    pass


class SetForm(PlainMixin, SetPasswordForm):
    pass


class NewPasswordForm(PlainMixin, ResetPasswordKeyForm):
    pass


class ConfirmForm(PlainMixin, ReauthenticateForm):
    pass
