"""Signing in and getting back in, by e-mail address or phone as people write it."""

from typing import Any

from allauth.account.forms import LoginForm, RequestLoginCodeForm, ResetPasswordForm
from allauth.core import context
from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts import sign_in
from portal.accounts.selectors import normalise_contact


class SignInForm(LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail or phone number")
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def clean_login(self) -> str:
        return normalise_contact(super().clean_login())


class CodeRequestForm(RequestLoginCodeForm):
    """One field for either contact; allauth's two are filled from it."""

    login = forms.CharField(
        label=_("E-mail or phone number"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
    field_order = ["login"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("email", "phone"):
            self.fields[name].required = False
            self.fields[name].widget = forms.HiddenInput()
        if self.is_bound:
            contact = normalise_contact(self.data.get("login", ""))
            self.data = self.data.copy()
            self.data["email" if "@" in contact else "phone"] = contact

    def visible_fields(self) -> list[forms.BoundField]:
        return [self["login"]]

    def hidden_fields(self) -> list[forms.BoundField]:
        return []

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in ("email", "phone"):
            if name in self.errors:
                self.add_error("login", self.errors.pop(name).as_data())
        return data

    def clean_email(self) -> str:
        if self.cleaned_data["email"]:
            sign_in.before_code(context.request, self.cleaned_data["email"])
        return super().clean_email()

    def clean_phone(self) -> str:
        if self.cleaned_data["phone"]:
            sign_in.before_code(context.request, self.cleaned_data["phone"])
        return super().clean_phone()


class ResetForm(ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs.pop("placeholder", None)

    def clean_email(self) -> str:
        email = super().clean_email()
        sign_in.before_code(context.request, email)
        return email
