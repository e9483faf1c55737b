"""Guides, frequent questions and samples: written by one person, published by another."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from portal.admin_site.model_admin import PortalModelAdmin
from portal.admin_site.views import official_view
from portal.agencies.places import Country
from portal.kernel.numbers import whole_number
from procedures.admin.access import actor, refusals_told
from procedures.admin.drafts import DraftOnly, VersionChecked
from procedures.eforms.django_form import SectionForm
from procedures.errors import CatalogueError
from procedures.forms.priority import FindServiceForm
from procedures.models import FrequentQuestion, Guide, Procedure, SampleForm
from procedures.permissions import EDITORS
from procedures.services.write_guide import fill_in_sample, publish_guide, start_guide
from procedures.workflow import NEXT_STEPS, State

NEWEST = 50


class QuestionInline(DraftOnly, admin.StackedInline):
    model = FrequentQuestion
    extra = 0


class SampleInline(DraftOnly, admin.StackedInline):
    model = SampleForm
    extra = 0
    readonly_fields = ["filling"]

    @admin.display(description=gettext_lazy("answers"))
    def filling(self, sample: SampleForm) -> str:
        """The way to the form itself, which is filled in as a citizen would."""
        if sample.pk is None:
            return _("Save first, then fill in the form.")
        words = _("Filled in") if sample.answers else _("Not filled in yet")
        if sample.guide.state != State.DRAFT:
            return words
        address = reverse("catalogue_desk:sample", args=[sample.pk])
        return format_html('{} – <a href="{}">{}</a>', words, address, _("Fill in the form"))


@admin.register(Guide)
class GuideAdmin(VersionChecked, DraftOnly, PortalModelAdmin):
    """A draft begins on the page of its procedure; publishing is a verb with a button."""

    list_display = ["procedure", "number", "state", "published_at"]
    list_filter = ["state"]
    list_select_related = ["procedure"]
    search_fields = ["procedure__code", "text"]
    ordering = ["-id"]
    fields = ["procedure", "text", "text_en"]
    readonly_fields = ["procedure"]
    inlines = [QuestionInline, SampleInline]
    change_form_template = "admin/procedures/guide.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Guide]:
        return super().get_queryset(request).select_related("procedure")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is not None and super().has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None) -> HttpResponse:
        if request.method == "POST" and request.POST.get("action") == "publish":
            return self._publish(request, object_id)
        guide = self.get_object(request, object_id)
        shown = {"next_step": NEXT_STEPS[State(guide.state)]} if guide else {}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | shown)

    def _publish(self, request: HttpRequest, object_id: str) -> HttpResponse:
        guide = self.get_object(request, object_id)
        if guide is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        with refusals_told(request):
            version = whole_number(request.POST.get("version"))
            publish_guide(guide=guide, by=actor(request), expected_version=version)
            messages.success(request, _("Published."))
        return redirect(request.path)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*EDITORS)
def guides(request: HttpRequest) -> HttpResponse:
    """Help written last, and the way to begin or go on with that of a procedure."""
    form = FindServiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        procedure = Procedure.objects.get(code=form.cleaned_data["code"])
        try:
            draft = procedure.guides.filter(state=State.DRAFT).first()
            draft = draft or start_guide(procedure=procedure, by=actor(request))
            return redirect("admin:procedures_guide_change", draft.pk)
        except CatalogueError as refused:
            form.add_error(None, str(refused))
    found = Guide.objects.exclude(state=State.SUPERSEDED).select_related("procedure__current")
    context = {"form": form, "guides": found.order_by("-pk")[:NEWEST]}
    status = 422 if form.errors else 200
    return render(request, "admin/procedures/guides.html", request.desk | context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@official_view(*EDITORS)
def fill_in(request: HttpRequest, pk: int) -> HttpResponse:
    """The form of the procedure, section by section, filled in for a person who does not exist."""
    sample = get_object_or_404(SampleForm.objects.select_related("guide__procedure"), pk=pk)
    back = redirect("admin:procedures_guide_change", sample.guide_id)
    current = sample.guide.procedure.current
    if sample.guide.state != State.DRAFT or current is None or current.form is None:
        messages.error(request, _("Only a draft of a procedure with an electronic form has this."))
        return back
    definition = current.form.definition
    keys = [section.key for section in definition.sections]
    key = request.GET.get("phan", keys[0])
    key = key if key in keys else keys[0]
    form = SectionForm(
        definition,
        key,
        answers=sample.answers,
        today=timezone.localdate(),
        data=request.POST if request.method == "POST" else None,
        circumstances={"case": sample.case_key} if sample.case_key else {},
        places=Country(timezone.localdate()),
    )
    if request.method == "POST" and not form.acted and form.is_valid():
        fill_in_sample(sample=sample, answers=form.answers, by=actor(request))
        messages.success(request, _("Saved."))
        following = keys[keys.index(key) + 1 :]
        return redirect(f"{request.path}?phan={following[0]}") if following else back
    context = {"sample": sample, "form": form, "sections": definition.sections, "here": key}
    status = 422 if form.errors else 200
    content = request.desk | context
    return render(request, "admin/procedures/fill_in.html", content, status=status)
