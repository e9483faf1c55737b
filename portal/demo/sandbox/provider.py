"""What the provider says about a person."""

from collections.abc import Iterable
from typing import Any

from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from django.contrib.auth.models import User

from portal.demo.sandbox.people import BY_NAME, PEOPLE


class ProviderAdapter(DefaultOIDCAdapter):
    def get_claims(
        self, purpose: str, user: User, client: Any, scopes: Iterable[str], **kwargs: Any
    ) -> dict[str, Any]:
        return {"sub": self.get_user_sub(client, user), **BY_NAME[user.username].claims()}

    def get_user_sub(self, client: Any, user: User) -> str:
        return BY_NAME[user.username].subject

    def get_user_by_sub(self, client: Any, sub: str) -> User | None:
        name = next((person.name for person in PEOPLE if person.subject == sub), "")
        return User.objects.filter(username=name).first()
