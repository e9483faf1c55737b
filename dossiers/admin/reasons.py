"""The list of common reasons for asking for more, kept by editors of procedures."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from dossiers.models import SupplementReason
from portal.admin_site.model_admin import PortalModelAdmin
from portal.agencies.roles import EDITORS, Role

WORDS = ("procedure", "paper_key", "field_key", "fault", "text", "text_en", "since")


@admin.register(SupplementReason)
class SupplementReasonAdmin(PortalModelAdmin):
    """Words in force stay: a reason ends, and another one takes its place."""

    view_roles = (Role.DESK, Role.OFFICER, Role.LEADER)
    change_roles = (*EDITORS, Role.ADMIN)
    list_display = ("text", "fault", "procedure", "paper_key", "field_key", "since", "until")
    list_filter = ("fault",)
    search_fields = ("text",)
    autocomplete_fields = ("procedure",)
    fields = (*WORDS, "until", "order")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        in_force = obj is not None and obj.since <= timezone.localdate()
        return WORDS if in_force else ()
