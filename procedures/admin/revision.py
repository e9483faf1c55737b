"""The editor of a revision: sections in the order of the law, the gate beside them."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.posts import grants_of
from portal.admin_site.model_admin import PortalModelAdmin
from portal.kernel.numbers import whole_number
from procedures.admin.access import actor, refusals_told
from procedures.admin.drafts import BOXES, DraftOnly, VersionChecked
from procedures.admin.fields import RevisionForm
from procedures.admin.layout import FIELDSETS, INLINES, sections
from procedures.models import Revision
from procedures.permissions import may_publish
from procedures.registry import tools_for
from procedures.selectors import editors_of
from procedures.selectors.writers import names_of
from procedures.services.publish import publish
from procedures.services.ready import gate
from procedures.services.withdraw import withdraw
from procedures.views.detail import context_of
from procedures.workflow import NEXT_STEPS, State

VERBS = {"publish": publish, "withdraw": withdraw}
READ_AS = {"audiences": "audiences_read", "tiers": "tiers_read", "left_out": "left_out_read"}
"""Lists of codes, and what shows them in words."""
SOURCE_OF = {"publish": State.DRAFT, "withdraw": State.PUBLISHED}


class Standing(admin.SimpleListFilter):
    """Where a revision stands today, in the words of the desk."""

    title = gettext_lazy("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("draft", gettext_lazy("Draft, waits for a second person")),
            ("coming", gettext_lazy("Published, takes effect later")),
            ("current", gettext_lazy("In force")),
            ("past", gettext_lazy("No longer in force")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        wanted = {
            "draft": Q(state=State.DRAFT),
            "coming": Q(state=State.PUBLISHED, current_of=None),
            "current": Q(current_of__isnull=False),
            "past": Q(state__in=[State.SUPERSEDED, State.WITHDRAWN]),
        }
        return queryset.filter(wanted.get(self.value(), Q()))


@admin.register(Revision)
class RevisionAdmin(VersionChecked, DraftOnly, PortalModelAdmin):
    """Drafts are written here; publishing and withdrawing are verbs behind a page of their own."""

    form = RevisionForm
    list_display = ["code", "number", "name", "state", "in_force_from"]
    list_display_links = ["code", "name"]
    list_filter = [Standing, "level", "procedure_type"]
    list_select_related = ["procedure"]
    search_fields = ["procedure__code", "name"]
    ordering = ["-id"]
    readonly_fields = ["procedure"]
    formfield_overrides = BOXES
    fieldsets = FIELDSETS
    inlines = INLINES
    change_form_template = "admin/procedures/revision.html"

    @admin.display(description=gettext_lazy("procedure"), ordering="procedure__code")
    def code(self, revision: Revision) -> str:
        return revision.procedure.code

    @admin.display(description=gettext_lazy("who may apply"))
    def audiences_read(self, revision: Revision) -> str:
        return ", ".join(revision.audience_labels)

    @admin.display(description=gettext_lazy("tiers of government"))
    def tiers_read(self, revision: Revision) -> str:
        return ", ".join(revision.tier_labels)

    @admin.display(description=gettext_lazy("waiting that is not counted"))
    def left_out_read(self, revision: Revision) -> str:
        return ", ".join(revision.left_out_labels)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Revision]:
        return super().get_queryset(request).select_related("procedure__current", "form")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list:
        """Boxes to tick for who writes, words for who only reads."""
        whole = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj):
            return whole
        return [
            (title, options | {"fields": [READ_AS.get(each, each) for each in options["fields"]]})
            for title, options in whole
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list:
        return [*super().get_readonly_fields(request, obj), *READ_AS.values()]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only inlines add here: a draft begins on the page of its procedure."""
        return obj is not None and super().has_add_permission(request, obj)

    def get_urls(self) -> list:
        doors = {"preview": self.preview, "publish": self.confirm, "withdraw": self.confirm}
        own = [
            path(
                f"<int:pk>/{name}/",
                self.admin_site.admin_view(view),
                {} if name == "preview" else {"action": name},
                name=f"procedures_revision_{name}",
            )
            for name, view in doors.items()
        ]
        return own + super().get_urls()

    def change_view(self, request, object_id, form_url="", extra_context=None) -> HttpResponse:
        if request.method == "POST" and request.POST.get("action") in VERBS:
            return self._act(request, object_id, request.POST["action"])
        return super().change_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, *args: Any, **kwargs: Any) -> HttpResponse:
        revision = context["original"]
        findings = gate(revision, timezone.localdate()) if revision.state == State.DRAFT else []
        context |= {
            "next_step": NEXT_STEPS[State(revision.state)],
            "tools": tools_for(revision, {grant.role for grant in grants_of(request.user)}),
            "sections": sections(context["adminform"], context["inline_admin_formsets"], findings),
            "findings": findings,
            "written_by": names_of(editors_of(revision)),
            "conflict": context["adminform"].form.conflict,
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The public page of a revision as the citizen will see it on its first day."""
        revision = self._found(request, pk)
        day = max(timezone.localdate(), revision.in_force_from)
        shown = context_of(revision.procedure, revision, request.GET.get("case", ""), day)
        answer = render(request, "admin/procedures/preview.html", shown)
        answer["X-Robots-Tag"] = "noindex"
        return answer

    def confirm(self, request: HttpRequest, pk: int, action: str) -> HttpResponse:
        """What whoever publishes or withdraws reads first: the gate, the writers, the day."""
        revision = self._found(request, pk)
        if revision.state != SOURCE_OF[action]:
            return redirect(reverse("admin:procedures_revision_change", args=[pk]))
        writers = editors_of(revision)
        findings = gate(revision, timezone.localdate()) if action == "publish" else []
        context = self.admin_site.each_context(request) | {
            "revision": revision,
            "action": action,
            "findings": findings,
            "refused": any(finding.refuses for finding in findings),
            "written_by": names_of(writers),
            "second": action == "withdraw" or request.user.pk not in writers,
            "may": may_publish(actor(request)),
            "later": revision.in_force_from > timezone.localdate(),
        }
        return render(request, "admin/procedures/confirm.html", context)

    def _found(self, request: HttpRequest, pk: int) -> Revision:
        revision = self.get_object(request, str(pk))
        if revision is None or not self.has_view_permission(request, revision):
            raise Http404
        return revision

    def _act(self, request: HttpRequest, object_id: str, action: str) -> HttpResponse:
        revision = self.get_object(request, object_id)
        if revision is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        with refusals_told(request):
            VERBS[action](
                revision=revision,
                by=actor(request),
                expected_version=whole_number(request.POST.get("version")),
                today=timezone.localdate(),
                **_form_as_read(request, action),
            )
            messages.success(request, _("Done."))
        return redirect(request.path)


def _form_as_read(request: HttpRequest, action: str) -> dict[str, int]:
    """The state of the form that the page of confirmation showed, for whoever publishes it."""
    edits = request.POST.get("form_edits")
    return {"form_edits": whole_number(edits)} if edits and action == "publish" else {}
