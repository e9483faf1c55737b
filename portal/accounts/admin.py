"""Accounts in the back office: looking, inviting, answering what people ask for.

Identity numbers are shown to nobody here, and the way into an account is changed by its owner only.
"""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from portal.accounts.actors import actor_of
from portal.accounts.forms.answer import AnswerForm
from portal.accounts.forms.invitation import InviteForm
from portal.accounts.models import AccountRequest, Invitation, Organisation, User
from portal.accounts.services.answer_request import NotWaiting, answer_request
from portal.accounts.services.invite import invite
from portal.accounts.shown import shown_tax_number
from portal.admin_site.model_admin import PortalModelAdmin, ReadOnlyModelAdmin
from portal.agencies.roles import Role
from portal.kernel.codes import CodeError, check_tax_number


@admin.register(User)
class UserAdmin(ReadOnlyModelAdmin):
    list_display = ["full_name", "kind", "is_active", "date_joined"]
    list_filter = ["kind", "is_active"]
    search_fields = ["full_name", "email", "phone"]
    fields = ["public_id", "full_name", "kind", "email", "phone", "language", "is_active"]


@admin.register(Organisation)
class OrganisationAdmin(ReadOnlyModelAdmin):
    """Found by a part of the name, or by the whole tax number."""

    list_display = ["name", "shown_tax_number", "proven_at"]
    search_fields = ["name"]
    search_help_text = _("A part of the name, or the whole tax number")
    fields = ["name", "shown_tax_number", "registration_number", "address_detail", "proven_at"]

    @admin.display(description=_("tax number"))
    def shown_tax_number(self, organisation: Organisation) -> str:
        return shown_tax_number(organisation.tax_number)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Organisation], search_term: str
    ) -> tuple[QuerySet[Organisation], bool]:
        try:
            number = check_tax_number(search_term)
        except CodeError:
            return super().get_search_results(request, queryset, search_term)
        return queryset.filter(tax_number_hash__matches=number), False


@admin.register(AccountRequest)
class AccountRequestAdmin(PortalModelAdmin):
    """A request that waits is answered here, once."""

    form = AnswerForm
    fields = ["user", "kind", "state", "asked_at", "reason", "answer"]
    list_display = ["user", "kind", "state", "asked_at"]
    list_filter = ["state", "kind"]
    list_select_related = ["user"]
    change_form_template = "admin/accounts/request.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_readonly_fields(
        self, request: HttpRequest, obj: AccountRequest | None = None
    ) -> list[str]:
        waits = obj is not None and obj.state == AccountRequest.State.ASKED
        return self.fields[:-1] if waits else self.fields

    def save_model(
        self, request: HttpRequest, obj: AccountRequest, form: AnswerForm, change: bool
    ) -> None:
        if "answer" not in form.cleaned_data:
            raise NotWaiting
        answer_request(
            request=obj,
            outcome=form.outcome,
            words=form.cleaned_data["answer"],
            by=actor_of(request, Role.ADMIN),
        )

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Whoever answers second is told that a colleague was faster, or the person withdrew."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except NotWaiting:
            words = _("This request does not wait any more: it was answered or withdrawn.")
            messages.error(request, words)
            return redirect(request.path)

    def response_change(self, request: HttpRequest, obj: AccountRequest) -> HttpResponse:
        messages.success(request, _("The answer is on its way to the person."))
        return redirect("admin:accounts_accountrequest_changelist")


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
