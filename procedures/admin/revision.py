from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from procedures.admin.access import CatalogueAccess, actor
from procedures.admin.fields import RevisionForm
from procedures.errors import CatalogueError, NotReady
from procedures.models import (
    Case,
    Channel,
    Duty,
    Fee,
    LegalBasis,
    Paper,
    ProcessStep,
    ResultKind,
    Revision,
)
from procedures.services.publish import publish
from procedures.services.withdraw import withdraw
from procedures.workflow import NEXT_STEPS, State

VERBS = {"publish": publish, "withdraw": withdraw}


class DraftOnly(CatalogueAccess):
    """Parts are edited while their revision is a draft, and only read afterwards."""

    def _is_draft(self, obj: Any) -> bool:
        revision = obj.revision if isinstance(obj, Channel) else obj
        return revision is None or revision.state == State.DRAFT

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and self._is_draft(obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self._is_draft(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


class PartInline(DraftOnly, admin.StackedInline):
    extra = 0
    show_change_link = False

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Cases to choose from are those of this revision alone."""
        if db_field.name == "case":
            number = request.resolver_match.kwargs.get("object_id")
            kwargs["queryset"] = Case.objects.filter(revision=number)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class CaseInline(PartInline):
    model = Case
    exclude = ["steps"]


class ChannelInline(PartInline):
    model = Channel
    show_change_link = True


class PaperInline(PartInline):
    model = Paper


class LegalBasisInline(PartInline):
    model = LegalBasis


class ResultInline(PartInline):
    model = ResultKind


class ProcessStepInline(PartInline):
    model = ProcessStep


class DutyInline(PartInline):
    model = Duty


class FeeInline(PartInline):
    model = Fee


@admin.register(Channel)
class ChannelAdmin(DraftOnly, admin.ModelAdmin):
    """The charges of one channel; reached from its revision."""

    inlines = [FeeInline]
    readonly_fields = ["revision", "case", "kind"]
    list_select_related = ["revision__procedure"]
    list_display = ["revision", "kind"]
    ordering = ["-id"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Revision)
class RevisionAdmin(DraftOnly, admin.ModelAdmin):
    """Drafts are written here; publishing and withdrawing are verbs with their own buttons."""

    form = RevisionForm
    list_display = ["procedure", "number", "name", "state", "in_force_from"]
    list_filter = ["state", "level"]
    list_select_related = ["procedure"]
    search_fields = ["procedure__code", "name"]
    ordering = ["-id"]
    readonly_fields = ["procedure"]
    change_form_template = "admin/procedures/revision.html"
    inlines = [
        CaseInline,
        ChannelInline,
        PaperInline,
        LegalBasisInline,
        ResultInline,
        ProcessStepInline,
        DutyInline,
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        return super().get_queryset(request).select_related("procedure", "form")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only inlines add here: a draft begins on the page of its procedure."""
        return obj is not None and super().has_add_permission(request, obj)

    def change_view(self, request, object_id, form_url="", extra_context=None) -> HttpResponse:
        if request.method == "POST" and request.POST.get("action") in VERBS:
            return self._act(request, object_id, request.POST["action"])
        revision = self.get_object(request, object_id)
        shown = {"next_step": NEXT_STEPS[State(revision.state)]} if revision else {}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | shown)

    def save_model(self, request: HttpRequest, obj: Revision, form: Any, change: bool) -> None:
        """Every edit makes a new version, so that nobody publishes what he has not read."""
        obj.version += 1
        super().save_model(request, obj, form, change)

    def _act(self, request: HttpRequest, object_id: str, action: str) -> HttpResponse:
        revision = self.get_object(request, object_id)
        read = request.POST.get("version", "")
        if revision is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        try:
            VERBS[action](
                revision=revision,
                by=actor(request),
                expected_version=int(read) if read.isdecimal() else 0,
                today=timezone.localdate(),
            )
            messages.success(request, _("Done."))
        except NotReady as refused:
            for sentence in [refused.message, *refused.missing]:
                messages.error(request, str(sentence))
        except CatalogueError as refused:
            messages.error(request, str(refused))
        return redirect(request.path)
