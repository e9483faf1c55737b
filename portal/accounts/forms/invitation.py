from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Invitation
from portal.agencies.models import Post


def _password(label: str) -> forms.CharField:
    attrs = {"autocomplete": "new-password"}
    return forms.CharField(label=label, strip=False, widget=forms.PasswordInput(attrs=attrs))


class AcceptForm(forms.Form):
    password1 = _password(_("Password"))
    password2 = _password(_("Password (again)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _("At least 10 characters, not a common password.")

    def clean_password1(self) -> str:
        validate_password(self.cleaned_data["password1"])
        return self.cleaned_data["password1"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("password1") and data.get("password1") != data.get("password2"):
            self.add_error("password2", _("The two passwords are not the same."))
        return data


class InviteForm(forms.ModelForm):
    class Meta:
        model = Invitation
        fields = ["post", "full_name", "email"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = Post.objects.select_related("agency")
