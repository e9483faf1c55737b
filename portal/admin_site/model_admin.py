"""Base of every table shown in the back office: roles instead of permissions, lists not counted."""

import re
from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from portal.accounts.posts import holds
from portal.admin_site.paginator import UncountedPaginator
from portal.agencies.roles import Role

UNSPOKEN = re.compile(r"(^|__)(password|sealed|(\w+_)?(hash|secret))(__|$)")


class ByRole:
    """`view_roles` may look, `change_roles` may add and change; nobody deletes. For inlines too."""

    view_roles: Iterable[Role] = (Role.ADMIN,)
    change_roles: Iterable[Role] = (Role.ADMIN,)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return holds(request.user, *self.view_roles, *self.change_roles)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return holds(request.user, *self.change_roles)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return holds(request.user, *self.change_roles)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PortalModelAdmin(ByRole, admin.ModelAdmin):
    """A table of the back office.

    State is changed by verbs only: a table that has verbs lists its state under `readonly_fields`.
    """

    paginator = UncountedPaginator
    show_full_result_count = False
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Not by what must not even be guessed, letter by letter, in the address of a list."""
        if UNSPOKEN.search(lookup):
            return False
        return super().lookup_allowed(lookup, value, request)


class ReadOnlyModelAdmin(PortalModelAdmin):
    """A table to look at; what changes it are verbs."""

    change_roles: Iterable[Role] = ()
