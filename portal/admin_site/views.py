"""Door of every page that officials work on inside the back office."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.cache import never_cache

from portal.accounts.actors import actor_of
from portal.accounts.posts import grants_of
from portal.agencies.roles import Role

View = Callable[..., HttpResponseBase]


def official_view(*roles: Role) -> Callable[[View], View]:
    """Let in officials who hold one of `roles` today (none given: any official).

    The view finds `request.grants` (the grants with one of the roles), `request.actor` and
    `request.desk` (context of the back office's frame). Raises PermissionDenied.
    """

    def decorate(view: View) -> View:
        @never_cache
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.grants = [g for g in grants_of(request.user) if not roles or g.role in roles]
            if not admin.site.has_permission(request) or (roles and not request.grants):
                raise PermissionDenied
            request.actor = actor_of(request, *roles)
            request.desk = admin.site.each_context(request)
            return view(request, *args, **kwargs)

        inner.roles = frozenset(roles)
        return inner

    return decorate


class OfficialViewMixin:
    """The same door for class-based views: set `roles`."""

    roles: tuple[Role, ...] = ()

    @classmethod
    def as_view(cls, **initkwargs: Any) -> View:
        return official_view(*cls.roles)(super().as_view(**initkwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**self.request.desk, **super().get_context_data(**kwargs)}
