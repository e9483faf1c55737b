"""Editing what is frozen once published: drafts alone, and no draft over somebody else's words."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from procedures.admin.access import CatalogueAccess
from procedures.models import Case
from procedures.workflow import State


def text_of(obj: Any) -> models.Model | None:
    """What carries state and version for `obj`: the revision or local terms it belongs to."""
    if obj is None:
        return None
    return obj if hasattr(obj, "state") else obj.owner()


class DraftOnly(CatalogueAccess):
    """Parts are edited while their text is a draft, and only read afterwards."""

    def _is_draft(self, obj: Any) -> bool:
        text = text_of(obj)
        return text is None or text.state == State.DRAFT

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and self._is_draft(obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self._is_draft(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)


BOXES = {
    models.URLField: {"assume_scheme": "https"},
    models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
    models.DateField: {"widget": forms.DateInput({"type": "date"}, "%Y-%m-%d")},
    models.TimeField: {"widget": forms.TimeInput({"type": "time"}, "%H:%M")},
}
"""The browser's own boxes for days and hours; texts as tall as most of them are long."""


class PartInline(DraftOnly, admin.StackedInline):
    """Rows that fold; one empty row waits at the end, so that adding needs no script."""

    template = "admin/procedures/rows.html"
    extra = 0
    show_change_link = False
    formfield_overrides = BOXES

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 1 if obj is not None and self._is_draft(obj) else 0

    def get_queryset(self, request: HttpRequest):
        rows = super().get_queryset(request)
        cased = any(field.name == "case" for field in self.model._meta.concrete_fields)
        return rows.select_related("case") if cased else rows

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Cases to choose from are those of this revision alone."""
        if db_field.name == "case":
            number = request.resolver_match.kwargs.get("object_id")
            kwargs["queryset"] = Case.objects.filter(revision=number)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class CheckedForm(forms.ModelForm):
    """Refuses to save over a version its writer has not read. The page shows what he typed, and
    who was faster; saving once more from there is deliberate."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    text: models.Model
    conflict: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = str(self.text.version)

    def clean(self) -> Any:
        cleaned = super().clean()
        if self.cleaned_data.get("version") != str(self.text.version):
            self.data = self.data.copy()
            self.data["version"] = str(self.text.version)
            self.conflict = self.text.history.select_related("history_user").first()
            raise forms.ValidationError(
                _(
                    "Somebody saved this draft while you were writing. What you typed stands below"
                    " and is not saved yet."
                )
            )
        return cleaned


class VersionChecked:
    """A ModelAdmin of a draft or of a part of one: every save is checked against the version that
    was read, under a lock, and makes a new version."""

    def changeform_view(
        self, request: HttpRequest, object_id=None, form_url="", extra_context=None
    ) -> HttpResponse:
        with transaction.atomic():
            obj = self.get_object(request, object_id) if object_id else None
            text = text_of(obj)
            if text is not None and request.method == "POST":
                type(text).objects.select_for_update(of=("self",)).get(pk=text.pk)
            shown = {"text": text} if text is not None else {}
            more = (extra_context or {}) | shown
            return super().changeform_view(request, object_id, form_url, more)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any):
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is None:
            return form
        return type(form.__name__, (CheckedForm, form), {"text": text_of(obj)})

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Every edit makes a new version, so that nobody publishes what he has not read."""
        text = text_of(obj)
        if change:
            text.version += 1
        super().save_model(request, obj, form, change)
        if change and text is not obj:
            text.save()


def ago(moment) -> str:
    """The hour of a moment of today, the day and the hour of any other."""
    local = timezone.localtime(moment)
    today = local.date() == timezone.localdate()
    return f"{local:%H:%M}" if today else f"{local:%H:%M, %d/%m/%Y}"
