from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, URLPattern, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from portal.accounts import second_factor
from portal.accounts.posts import grants_of
from portal.admin_site.paginator import UncountedPaginator
from portal.admin_site.registry import desks_for

NOT_LISTED = ("allauth.", "django.contrib.auth.")


class PortalAdminSite(AdminSite):
    """The back office: officials with a second factor, navigation by duty."""

    site_header = _("Back office")
    site_title = _("Back office")
    index_title = _("My desk")
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Every list of the back office, those of other packages included, is cut uncounted.

        Ways into accounts (addresses, second factors, tokens) are their owners' alone; groups of
        rights are not used.
        """
        several = isinstance(model_or_iterable, Iterable)
        models = model_or_iterable if several else [model_or_iterable]
        ours = [model for model in models if not model.__module__.startswith(NOT_LISTED)]
        uncounted = {"paginator": UncountedPaginator, "show_full_result_count": False}
        super().register(ours, admin_class, **{**uncounted, **options})

    def get_urls(self) -> list[URLPattern]:
        """Without the pages for passwords: those of the account are for officials too."""
        kept = super().get_urls()
        return [entry for entry in kept if "password" not in str(getattr(entry, "name", ""))]

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return (
            user.is_active
            and user.is_authenticated
            and user.is_official
            and user.is_staff
            and second_factor.passed(request)
        )

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Sign-in is the portal's own; an official without a second factor is led to set it up."""
        target = request.GET.get("next") or reverse("admin:index")
        user = request.user
        if user.is_authenticated and user.is_official and not second_factor.passed(request):
            return redirect(second_factor.setup_url(request, target))
        return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().each_context(request), "desks": self.desks(request)}

    def desks(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Navigation of this official: label, address, whether it is the page shown."""
        held = {grant.role for grant in grants_of(request.user)}
        entries = []
        for entry in desks_for(held):
            try:
                url = reverse(entry.url_name)
            except NoReverseMatch:
                continue
            current = request.path.startswith(url)
            entries.append(
                {"label": entry.label, "help": entry.help, "url": url, "current": current}
            )
        return entries
