"""Tables of the post in the back office: tariffs, services of desks, provinces of carriers."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dossiers.models import PostProvince, PostService, PostTariff, PostTariffLine
from dossiers.models.postage import Zone
from dossiers.services.shipments.tariff import publish_tariff, writers
from portal.admin_site.model_admin import PortalModelAdmin
from portal.agencies.roles import Role
from portal.audit.actors import Actor
from portal.kernel.numbers import whole_number
from procedures.admin.access import refusals_told
from procedures.admin.drafts import BOXES, VersionChecked
from procedures.models.guard import Publication
from procedures.selectors.writers import names_of
from procedures.workflow import State


class TariffRights:
    """Written and published by administrators, two of them; a published one is only read."""

    view_roles = (Role.ADMIN,)
    change_roles = (Role.ADMIN,)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and _is_draft(obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and _is_draft(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return isinstance(obj, Publication) is False and self.has_change_permission(request, obj)


def _is_draft(obj: Any) -> bool:
    tariff = getattr(obj, "tariff", obj)
    return tariff is None or tariff.state == State.DRAFT


class LineInline(TariffRights, admin.TabularInline):
    model = PostTariffLine
    extra = len(Zone)
    fields = ["zone", "up_to_grams", "amount"]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True


@admin.register(PostTariff)
class PostTariffAdmin(VersionChecked, TariffRights, PortalModelAdmin):
    list_display = ["carrier", "symbol", "state", "in_force_from", "in_force_until"]
    list_display_links = ["carrier", "symbol"]
    list_filter = ["carrier", "state"]
    ordering = ["-in_force_from", "-id"]
    fields = ["carrier", ("symbol", "title"), ("in_force_from", "in_force_until")]
    formfield_overrides = BOXES
    change_form_template = "admin/dossiers/post_tariff.html"

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> list[type]:
        return [LineInline] if obj else []

    def save_model(self, request: HttpRequest, obj: PostTariff, form: Any, change: bool) -> None:
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: PostTariff, *args: Any) -> HttpResponse:
        """The lines come next."""
        return redirect("admin:dossiers_posttariff_change", obj.pk)

    def change_view(self, request, object_id, form_url="", extra_context=None) -> HttpResponse:
        tariff = self.get_object(request, object_id)
        if tariff is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method == "POST" and request.POST.get("action") == "publish":
            return self._publish(request, tariff)
        may = super().has_change_permission(request, tariff)
        shown = {"may_publish": may, "written_by": names_of(writers(tariff))}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | shown)

    def _publish(self, request: HttpRequest, tariff: PostTariff) -> HttpResponse:
        read = whole_number(request.POST.get("version"))
        with refusals_told(request):
            publish_tariff(tariff=tariff, by=Actor.official(request.user), expected_version=read)
            messages.success(request, _("The tariff is published."))
        return redirect(request.path)


@admin.register(PostService)
class PostServiceAdmin(PortalModelAdmin):
    list_display = ["agency", "carrier", "collects", "delivers", "since", "until"]
    list_filter = ["carrier"]
    list_select_related = ["agency"]
    autocomplete_fields = ["agency"]
    ordering = ["agency__name_key", "-since"]
    formfield_overrides = BOXES


@admin.register(PostProvince)
class PostProvinceAdmin(PortalModelAdmin):
    list_display = ["carrier", "province_code", "post_code", "since", "until"]
    list_filter = ["carrier"]
    search_fields = ["province_code", "post_code"]
    ordering = ["carrier", "province_code", "-since"]
    formfield_overrides = BOXES
