"""Forms of the second factor: tries are counted; a set-up counts for its own session."""

from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm

from portal.accounts import sign_in
from portal.accounts.second_factor import is_set_up, remember_set_up


class CountedMixin:
    """Codes of six digits can be guessed: every try is counted for the account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.pop("placeholder", None)

    def clean_code(self) -> str:
        sign_in.before_second_factor(context.request, self.user)
        return super().clean_code()


class SecondFactorForm(CountedMixin, AuthenticateForm):
    pass


class ConfirmForm(CountedMixin, ReauthenticateForm):
    pass


class SetUpMixin:
    """Whoever has just shown that the first factor works need not sign in again to be let in.

    A further one opens nothing: a session that has not passed the first must not make its own key.
    """

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not is_set_up(self.user):
            remember_set_up(context.request, self.user)
        return data


class AppForm(SetUpMixin, ActivateTOTPForm):
    pass


class PasskeyForm(SetUpMixin, AddWebAuthnForm):
    pass
