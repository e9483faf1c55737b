"""Forms are built on pages of their own; the admin only finds them and leads there."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from portal.admin_site.model_admin import PortalModelAdmin
from procedures.admin.access import CatalogueAccess
from procedures.models import EForm, EFormVersion


class BuiltElsewhere(CatalogueAccess, PortalModelAdmin):
    """Nothing is written here, so that every change goes through the verbs of the builder."""

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context=None) -> HttpResponse:
        if not self.has_view_permission(request):
            return super().changelist_view(request, extra_context)
        return redirect("eforms:list")

    def change_view(self, request, object_id, form_url="", extra_context=None) -> HttpResponse:
        found = self.get_object(request, object_id)
        if found is None or not self.has_view_permission(request, found):
            return super().change_view(request, object_id, form_url, extra_context)
        return redirect(self.built_at(found))


@admin.register(EForm)
class EFormAdmin(BuiltElsewhere):
    search_fields = ["key", "name"]
    ordering = ["key"]

    def built_at(self, form: EForm) -> str:
        return reverse("eforms:form", args=[form.key])


@admin.register(EFormVersion)
class EFormVersionAdmin(BuiltElsewhere):
    search_fields = ["form__name", "form__key"]
    list_select_related = ["form"]
    ordering = ["-id"]

    def built_at(self, version: EFormVersion) -> str:
        return reverse("eforms:outline", args=[version.form.key, version.number])
