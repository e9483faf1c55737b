from django.contrib import admin

from portal.admin_site.model_admin import ReadOnlyModelAdmin
from portal.agencies.roles import Role
from portal.audit.models import AccessEntry, Event, Seal


@admin.register(Event)
class EventAdmin(ReadOnlyModelAdmin):
    view_roles = (Role.AUDITOR, Role.ADMIN)
    list_display = ["id", "occurred_at", "kind", "subject_kind", "subject_id", "actor_kind"]
    list_filter = ["occurred_at"]
    search_fields = ["=subject_id"]
    ordering = ["-id"]


@admin.register(Seal)
class SealAdmin(ReadOnlyModelAdmin):
    view_roles = (Role.AUDITOR, Role.ADMIN)
    list_display = ["number", "first_id", "last_id", "events", "digest", "sealed_at"]
    exclude = ["leaves"]
    ordering = ["-number"]


@admin.register(AccessEntry)
class AccessEntryAdmin(ReadOnlyModelAdmin):
    view_roles = (Role.AUDITOR, Role.ADMIN)
    list_display = ["at", "viewer_user_id", "viewer_role", "purpose", "owner_user_id"]
    search_fields = ["=owner_user_id", "=viewer_user_id"]
    ordering = ["-id"]
