from typing import Any

from allauth.account.forms import SignupForm
from allauth.core import context
from django import forms
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.accounts import sign_in
from portal.accounts.models import User
from portal.accounts.services.create_profile import create_profile
from portal.messaging.gateways import can_text


class SignUpForm(SignupForm):
    """A new citizen's account: a name, one contact to be proven by a code, a password."""

    full_name = forms.CharField(
        label=_("Full name"),
        help_text=_("As on your identity card"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["full_name", "email", "phone", "password1", "password2"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        if not can_text():
            del self.fields["phone"]
        else:
            self.fields["email"].required = False
            self.fields["email"].help_text = _("Give an e-mail address, a phone number, or both.")
        self.fields["password1"].help_text = _("At least 10 characters, not a common password.")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        named = data.get("email") or data.get("phone") or {"email", "phone"} & set(self.errors)
        if not named:
            words = _("Give an e-mail address or a phone number, so that we can reach you.")
            self.add_error("email", ValidationError(words, code="contact"))
        if not self.errors:
            for contact in filter(None, (data.get("email"), data.get("phone"))):
                sign_in.before_code(context.request, contact)
        return data

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """A taken contact costs the time of a new account, so that it cannot be told by a clock."""
        user, answer = super().try_save(request)
        if user is None:
            make_password(self.cleaned_data["password1"])
        return user, answer

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        user.full_name = self.cleaned_data["full_name"]
        user.language = get_language() or "vi"
        user.save(update_fields=["full_name", "language"])
        create_profile(user=user)
