"""Who a password or a code belongs to, and what Django's admin may show to whom.

Rights come from posts held; the tables of Django's own permissions are not used.
"""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db import models

from portal.accounts.models import User
from portal.accounts.posts import holds
from portal.agencies.roles import Role

WATCHED = frozenset({"audit", "integrations"})


class PortalBackend(AuthenticationBackend):
    def get_user_permissions(self, user_obj: Any, obj: models.Model | None = None) -> set[str]:
        return set()

    def get_group_permissions(self, user_obj: Any, obj: models.Model | None = None) -> set[str]:
        return set()

    def get_all_permissions(self, user_obj: Any, obj: models.Model | None = None) -> set[str]:
        return set()

    def has_perm(self, user_obj: User, perm: str, obj: models.Model | None = None) -> bool:
        return self._may(user_obj, ".view_" in perm, perm.partition(".")[0])

    def has_module_perms(self, user_obj: User, app_label: str) -> bool:
        return self._may(user_obj, True, app_label)

    def _may(self, user: User, only_look: bool, app_label: str) -> bool:
        """Administrators may; auditors may look at what is watched."""
        if not (user.is_active and user.is_official):
            return False
        watcher = only_look and app_label in WATCHED and holds(user, Role.AUDITOR)
        return watcher or holds(user, Role.ADMIN)
