"""The questions before filing, on a page of their own beside the editor of their revision."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.admin_site.model_admin import PortalModelAdmin
from procedures.admin.conditions import ConditionRows
from procedures.admin.drafts import DraftOnly, PartInline, VersionChecked
from procedures.admin.fields import LinesField
from procedures.builder.references import Reference
from procedures.builder.sentences import condition_words
from procedures.eforms.field import Field
from procedures.eligibility import field_of
from procedures.models import Eligibility, EligibilityOutcome, EligibilityQuestion
from procedures.workflow import State


def _label(model: Any, name: str) -> Any:
    return capfirst(model._meta.get_field(name).verbose_name)


class WithConditions(PartInline):
    """Gives the form of a row the questions it may refer to; what is only read is read aloud."""

    condition: str
    rows: int

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [] if self.has_change_permission(request, obj) else [self.condition]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [] if self.has_change_permission(request, obj) else ["read_aloud"]

    @admin.display(description=gettext_lazy("condition"))
    def read_aloud(self, row: Any) -> str:
        asked = [field_of(each) for each in row.revision.eligibility_questions.all()]
        known = {
            each.key: Reference(each.key, str(each.label), each.kind, each.options)
            for each in asked
        }
        return condition_words(getattr(row, self.condition), known) or _("always")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        asked = [field_of(each) for each in obj.eligibility_questions.all()] if obj else []
        formset = super().get_formset(request, obj, **kwargs)
        formset.form = _with_rows(formset.form, self.model, self.condition, asked, self.rows)
        return formset


def _with_rows(form: type, model: Any, name: str, asked: list[Field], rows: int) -> type:
    rows_field = ConditionRows(asked, rows, label=_label(model, name))
    return type(form.__name__, (form,), {name: rows_field})


class QuestionForm(forms.ModelForm):
    answers = LinesField(
        label=_label(EligibilityQuestion, "answers"),
        required=False,
        help_text=gettext_lazy("For a choice, one answer a line: key | words | English words."),
    )


class QuestionInline(WithConditions):
    model = EligibilityQuestion
    form = QuestionForm
    condition, rows = "show_if", 1


class OutcomeInline(WithConditions):
    model = EligibilityOutcome
    condition, rows = "when", 3


@admin.register(Eligibility)
class EligibilityAdmin(VersionChecked, DraftOnly, PortalModelAdmin):
    """Written while the revision is a draft; published, copied and frozen with it."""

    fields = readonly_fields = ["procedure", "number", "name", "state"]
    inlines = [QuestionInline, OutcomeInline]
    list_display = ["procedure", "number", "name", "state"]
    list_filter = ["state"]
    list_select_related = ["procedure"]
    search_fields = ["procedure__code", "name"]
    ordering = ["-id"]
    change_form_template = "admin/procedures/part.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Eligibility]:
        wanted = super().get_queryset(request).select_related("procedure")
        return wanted.filter(state__in=[State.DRAFT, State.PUBLISHED])

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only inlines add here: a draft begins on the page of its procedure."""
        return obj is not None and super().has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None) -> HttpResponse:
        above = {"above": reverse("admin:procedures_revision_change", args=[object_id])}
        return super().change_view(request, object_id, form_url, (extra_context or {}) | above)
