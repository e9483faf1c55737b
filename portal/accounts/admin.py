"""Accounts in the back office: looking, inviting, seeing what people ask for.

Identity numbers are shown to nobody here, and the way into an account is changed by its owner only.
"""

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from portal.accounts.actors import actor_of
from portal.accounts.forms.invitation import InviteForm
from portal.accounts.models import AccountRequest, Invitation, Organisation, User
from portal.accounts.services.invite import invite
from portal.admin_site.model_admin import PortalModelAdmin, ReadOnlyModelAdmin


@admin.register(User)
class UserAdmin(ReadOnlyModelAdmin):
    list_display = ["full_name", "kind", "is_active", "date_joined"]
    list_filter = ["kind", "is_active"]
    search_fields = ["full_name", "email", "phone"]
    fields = ["public_id", "full_name", "kind", "email", "phone", "language", "is_active"]


@admin.register(Organisation)
class OrganisationAdmin(ReadOnlyModelAdmin):
    list_display = ["name", "tax_number", "proven_at"]
    search_fields = ["name", "tax_number"]
    fields = ["name", "tax_number", "registration_number", "address_detail", "proven_at"]


@admin.register(AccountRequest)
class AccountRequestAdmin(ReadOnlyModelAdmin):
    list_display = ["user", "kind", "state", "asked_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["user"]


@admin.register(Invitation)
class InvitationAdmin(PortalModelAdmin):
    """To invite is to add a row; a sent invitation is not edited."""

    form = InviteForm
    list_display = ["full_name", "post", "email", "invited_at", "expires_at", "accepted_at"]
    list_select_related = ["post__agency"]

    def has_change_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: Invitation, form: ModelForm, change: bool
    ) -> None:
        sent = invite(**form.cleaned_data, inviter=request.user, by=actor_of(request))
        obj.pk, obj.expires_at = sent.pk, sent.expires_at
