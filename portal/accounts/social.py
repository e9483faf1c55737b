"""Sign-in with the national identity.

An account is found by the provider's subject, or by an identity number that this provider or a desk
has proven. Never by an e-mail address, never by a number that somebody typed.
"""

import logging
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.models import ProvenIdentity, User
from portal.accounts.rules.claims import ClaimsRefused, Identity, read_identity
from portal.accounts.selectors import proven_owner
from portal.accounts.services.prove_identity import IdentityTaken
from portal.accounts.services.take_identity import take_identity

log = logging.getLogger(__name__)


class IdentityAdapter(DefaultSocialAccountAdapter):
    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        sociallogin.email_addresses = []
        identity = sociallogin.identity
        if sociallogin.is_existing:
            self._take(sociallogin.user, sociallogin, identity)
        elif sociallogin.state.get("process") == AuthProcess.CONNECT:
            self._take(request.user, sociallogin, identity)
            self._note_proof(request, sociallogin)
        elif owner := self._owner(sociallogin, identity):
            self._take(owner, sociallogin, identity)
            sociallogin.connect(request, owner)
        else:
            self.save_user(request, sociallogin)

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> User:
        sociallogin.identity = self._read(sociallogin.account.extra_data)
        # allauth would keep the claims as they are, identity number included, in plain text.
        sociallogin.account.extra_data = {}
        sociallogin.user.full_name = sociallogin.identity.full_name
        return sociallogin.user

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> User:
        sociallogin.user.set_unusable_password()
        with transaction.atomic():
            sociallogin.save(request)
            self._take(sociallogin.user, sociallogin, sociallogin.identity)
        return sociallogin.user

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("accounts:identity")

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> None:
        log.warning("identity provider: %r %r", kwargs.get("error"), kwargs.get("exception"))
        words = _("The identity service did not answer as it should. You can try again,")
        raise self._back(f"{words} " + _("or sign in with your password."))

    def _read(self, claims: dict[str, Any]) -> Identity:
        signed, asked = claims.get("id_token") or {}, claims.get("userinfo") or {}
        try:
            if signed and asked and signed.get("sub") != asked.get("sub"):
                raise ClaimsRefused("the two answers of the provider are about different people")
            identity = read_identity({**signed, **asked} or claims)
        except ClaimsRefused as refused:
            raise self._back(_("The identity service did not say who you are.")) from refused
        if not identity.is_proven:
            raise self._back(
                _("Your identity account is below level 2. Raise it, or visit a one-stop desk.")
            )
        return identity

    def _owner(self, sociallogin: SocialLogin, identity: Identity) -> User | None:
        proven = proven_owner(identity.number)
        if proven is None:
            return None
        at_desk = proven.proven_by == ProvenIdentity.ProvenBy.DESK
        if at_desk or proven.provider == sociallogin.account.provider:
            return proven.user
        raise self._back(_("This identity number is proven by another service. Visit a desk."))

    def _take(self, user: User, sociallogin: SocialLogin, identity: Identity) -> None:
        try:
            take_identity(user=user, identity=identity, provider=sociallogin.account.provider)
        except IdentityTaken as taken:
            words = _("This identity belongs to another account. Sign in with that account.")
            raise self._back(words) from taken

    def _note_proof(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The session of whoever connects has just been proven, too."""
        account = sociallogin.account
        facts = {"provider": account.provider, "uid": account.uid}
        record_authentication(request, request.user, "socialaccount", **facts)

    def _back(self, words: str) -> ImmediateHttpResponse:
        messages.error(self.request, words)
        return ImmediateHttpResponse(self._door())

    def _door(self) -> HttpResponse:
        signed_in = self.request.user.is_authenticated
        return redirect("accounts:identity" if signed_in else "account_login")
