"""Who may do what in the pages of the catalogue editor."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from portal.accounts.posts import grants_of
from portal.admin_site.paginator import UncountedPaginator
from portal.agencies.selectors import Grant
from portal.audit.actors import Actor
from procedures.permissions import EDITORS, PUBLISHERS


def actor(request: HttpRequest) -> Actor:
    """The person at work, under the post that allows most in the catalogue."""
    return Actor.official(request.user, _post(request))


def _post(request: HttpRequest) -> Grant | None:
    ranked = sorted(grants_of(request.user), key=lambda grant: grant.role not in PUBLISHERS)
    return next((each for each in ranked if each.role in EDITORS), None)


class CatalogueAccess:
    """Editors of the catalogue see and edit; nobody deletes what others may refer to."""

    paginator = UncountedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return _post(request) is not None

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _post(request) is not None

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _post(request) is not None

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _post(request) is not None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
