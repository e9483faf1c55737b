"""Who a password or a code belongs to, and what Django's admin may show to whom.

Rights come from posts held; the tables of Django's own permissions are not used.
"""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db import models

from portal.accounts.models import User
from portal.accounts.posts import holds
from portal.agencies.roles import Role


class PortalBackend(AuthenticationBackend):
    def get_user_permissions(self, user_obj: Any, obj: models.Model | None = None) -> set[str]:
        return set()

    def get_group_permissions(self, user_obj: Any, obj: models.Model | None = None) -> set[str]:
        return set()

    def get_all_permissions(self, user_obj: Any, obj: models.Model | None = None) -> set[str]:
        return set()

    def has_perm(self, user_obj: User, perm: str, obj: models.Model | None = None) -> bool:
        return user_obj.is_active and user_obj.is_official and holds(user_obj, Role.ADMIN)

    def has_module_perms(self, user_obj: User, app_label: str) -> bool:
        return user_obj.is_active and user_obj.is_official and holds(user_obj, Role.ADMIN)
