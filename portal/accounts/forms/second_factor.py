from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm

from portal.accounts import sign_in


class CountedMixin:
    """Codes of six digits can be guessed: every try is counted for the account."""

    def clean_code(self) -> str:
        sign_in.before_second_factor(context.request, self.user)
        return super().clean_code()


class SecondFactorForm(CountedMixin, AuthenticateForm):
    pass


class ConfirmForm(CountedMixin, ReauthenticateForm):
    pass
