from django.contrib import admin

from portal.admin_site.model_admin import ReadOnlyModelAdmin
from portal.agencies.roles import Role
from portal.documents.models import IssuedDocument, StoredFile


@admin.register(IssuedDocument)
class IssuedDocumentAdmin(ReadOnlyModelAdmin):
    """Every paper that left the house, and those whose signing failed."""

    view_roles = (Role.AUDITOR, Role.ADMIN)
    list_display = ["code", "kind", "agency", "issued_at", "state", "signing"]
    list_filter = ["signing", "state", "kind"]
    list_select_related = ["agency"]
    search_fields = ["=code"]
    exclude = ["secret_hash"]
    ordering = ["-id"]


@admin.register(StoredFile)
class StoredFileAdmin(ReadOnlyModelAdmin):
    """What is kept, without what is in it: files are opened from the dossier they belong to."""

    view_roles = (Role.AUDITOR, Role.ADMIN)
    list_display = ["id", "content_type", "size", "purpose", "scan", "damage", "created_at"]
    list_filter = ["damage", "scan", "purpose"]
    search_fields = ["=sha256"]
    exclude = ["name"]
    ordering = ["-created_at", "-id"]
