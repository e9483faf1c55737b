"""Typing the six digits of a letter or message."""

from typing import Any

from allauth.account import forms as allauth


class _Digits:
    """A keyboard of digits on the phone; the label says what belongs here, nothing in the field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attrs = self.fields["code"].widget.attrs
        attrs.pop("placeholder", None)
        attrs["inputmode"] = "numeric"


class SignInCodeForm(_Digits, allauth.ConfirmLoginCodeForm):
    pass


class EmailCodeForm(_Digits, allauth.ConfirmEmailVerificationCodeForm):
    pass


class PhoneCodeForm(_Digits, allauth.VerifyPhoneForm):
    pass


class ResetCodeForm(_Digits, allauth.ConfirmPasswordResetCodeForm):
    pass
