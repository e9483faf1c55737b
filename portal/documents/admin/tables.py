from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from portal.admin_site.model_admin import ReadOnlyModelAdmin
from portal.agencies.roles import Role
from portal.documents.admin.revoke import revocation
from portal.documents.admin.scope import may_revoke, seen
from portal.documents.models import IssuedDocument, StoredFile


@admin.register(IssuedDocument)
class IssuedDocumentAdmin(ReadOnlyModelAdmin):
    """Every paper that left the house, and those whose signing failed."""

    view_roles = (Role.AUDITOR, Role.ADMIN, Role.LEADER)
    change_form_template = "admin/documents/issued_document.html"
    list_display = ["code", "kind", "agency", "issued_at", "state", "signing"]
    list_filter = ["signing", "state", "kind"]
    list_select_related = ["agency"]
    search_fields = ["=code"]
    exclude = ["secret_hash"]
    ordering = ["-id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[IssuedDocument]:
        return seen(request, super().get_queryset(request))

    def get_urls(self) -> list[URLPattern]:
        page = path("<int:pk>/revoke/", revocation, name="documents_issueddocument_revoke")
        return [page, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        paper = self.get_object(request, object_id)
        shown = {"may_revoke": paper is not None and may_revoke(request, paper)}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | shown)


@admin.register(StoredFile)
class StoredFileAdmin(ReadOnlyModelAdmin):
    """What is kept, without what is in it: files are opened from the dossier they belong to."""

    view_roles = (Role.AUDITOR, Role.ADMIN)
    list_display = ["id", "content_type", "size", "purpose", "scan", "damage", "created_at"]
    list_filter = ["damage", "scan", "purpose"]
    search_fields = ["=sha256"]
    exclude = ["name"]
    ordering = ["-created_at", "-id"]
