"""The charges of one channel, and whom one charge spares; reached from the revision."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.admin_site.model_admin import PortalModelAdmin
from procedures.admin.drafts import DraftOnly, PartInline, VersionChecked
from procedures.models import Channel, Exemption, Fee


class OfRevision(VersionChecked, DraftOnly, PortalModelAdmin):
    """Begun and removed on the page above; here it is only written on."""

    change_form_template = "admin/procedures/part.html"
    ordering = ["-id"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def above(self, obj: Any) -> str:
        """Where the editor goes on after saving."""
        raise NotImplementedError

    def change_view(self, request, object_id, form_url="", extra_context=None) -> HttpResponse:
        obj = self.get_object(request, object_id)
        shown = {"above": self.above(obj)} if obj else {}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | shown)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        return redirect(self.above(obj))


class FeeInline(PartInline):
    model = Fee
    show_change_link = True
    fieldsets = [
        (None, {"fields": ["name", ("kind", "amount", "currency", "per"), "quantity_from"]}),
        (_("When it holds"), {"fields": [("valid_from", "valid_to"), "legal_basis"]}),
        (_("Words and codes"), {"fields": ["exemption", "note"]}),
        (None, {"fields": [("key", "code", "charge", "order")]}),
    ]


@admin.register(Channel)
class ChannelAdmin(OfRevision):
    inlines = [FeeInline]
    fields = readonly_fields = ["revision", "case", "kind"]
    list_select_related = ["revision__procedure"]
    list_display = ["revision", "kind"]

    def above(self, obj: Channel) -> str:
        return reverse("admin:procedures_revision_change", args=[obj.revision_id]) + "#s-channels"


class ExemptionInline(PartInline):
    model = Exemption
    fieldsets = [
        (None, {"fields": ["group", ("who", "who_en"), ("share", "amount")]}),
        (_("When it holds"), {"fields": [("valid_from", "valid_to"), "legal_basis"]}),
        (_("Proof"), {"fields": ["proof", "order"]}),
    ]


@admin.register(Fee)
class FeeAdmin(OfRevision):
    inlines = [ExemptionInline]
    fields = readonly_fields = ["channel", "name", "kind", "amount"]
    list_select_related = ["channel__revision__procedure"]
    list_display = ["channel", "name", "kind", "amount"]

    def above(self, obj: Fee) -> str:
        return reverse("admin:procedures_channel_change", args=[obj.channel_id])
