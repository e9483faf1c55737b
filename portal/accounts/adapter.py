"""The portal's ways inside allauth: contacts, limits, letters. One class, each hook a few lines."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.accounts import sign_in
from portal.accounts.addresses import client_address
from portal.accounts.forms.fields import PhoneNumberField
from portal.accounts.models import User
from portal.accounts.rules.sessions import OFFICIAL_SESSION
from portal.accounts.selectors import user_by_phone
from portal.accounts.services.change_phone import change_phone
from portal.accounts.services.letters import send_letter
from portal.accounts.services.prove_contact import ContactTaken, prove_email, prove_phone
from portal.accounts.services.tell_security import tell_security

CHANGES_NOT_TOLD = {"account/email/email_confirm"}


class AccountAdapter(DefaultAccountAdapter):
    def get_login_stages(self) -> list[str]:
        ours = {
            "allauth.account.stages.PhoneVerificationStage": "portal.accounts.stages.PhoneStage",
            "allauth.account.stages.EmailVerificationStage": "portal.accounts.stages.EmailStage",
        }
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not again for those who have just signed in."""
        recent = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        records = get_authentication_records(self.request, self.request.user)
        return not any(record["at"] > recent for record in records)

    # Guessing

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        contact = credentials.get("email") or credentials.get("phone") or ""
        sign_in.before_password(request, contact)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        sign_in.after_sign_in(request, user)
        if user.is_official:
            request.session.set_expiry(OFFICIAL_SESSION)
        return super().post_login(request, user, **kwargs)

    # Phones

    def phone_form_field(self, **kwargs: Any) -> PhoneNumberField:
        return PhoneNumberField(**kwargs)

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (user.phone, user.phone_proven_at is not None) if user.phone else None

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        if verified:
            self.set_phone_verified(user, phone)
        else:
            change_phone(user=user, phone=phone)

    def set_phone_verified(self, user: User, phone: str) -> None:
        try:
            prove_phone(user=user, phone=phone)
        except ContactTaken as taken:
            raise ImmediateHttpResponse(self._contact_taken()) from taken

    def get_user_by_phone(self, phone: str) -> User | None:
        return user_by_phone(phone)

    # E-mail

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        try:
            prove_email(user=email_address.user, email=email_address.email)
        except ContactTaken as taken:
            raise ImmediateHttpResponse(self._contact_taken()) from taken
        return super().confirm_email(request, email_address)

    def _contact_taken(self) -> HttpResponse:
        words = _("This contact already belongs to another account. Sign in to that account.")
        messages.error(self.request, words)
        return redirect("account_login")

    # Letters

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        send_letter(template_prefix.rsplit("/", 1)[-1], email=email, code=context.get("code", ""))

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        send_letter("phone_code", phone=phone, code=code)

    def send_account_already_exists_sms(self, phone: str) -> None:
        send_letter("account_already_exists", phone=phone)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        if template_prefix not in CHANGES_NOT_TOLD:
            tell_security(user=user, what=template_prefix.rsplit("/", 1)[-1])
