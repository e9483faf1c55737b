import json
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _

from procedures.admin.access import CatalogueAccess
from procedures.eforms.definition import Definition
from procedures.eforms.gate import faults
from procedures.models import EForm, EFormVersion


class PrettyJSON(json.JSONEncoder):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"indent": 2, "ensure_ascii": False})


class VersionForm(forms.ModelForm):
    """A definition is refused with every fault the publication gate would find."""

    content = forms.JSONField(
        label=EFormVersion._meta.get_field("content").verbose_name,
        encoder=PrettyJSON,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false"}),
    )

    def clean_content(self) -> dict[str, Any]:
        content = self.cleaned_data["content"]
        try:
            found = faults(Definition.from_json(content))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise forms.ValidationError(
                _("This is not a form: %(error)s"), params={"error": str(error)}
            ) from error
        if found:
            raise forms.ValidationError(found)
        return content


@admin.register(EForm)
class EFormAdmin(CatalogueAccess, admin.ModelAdmin):
    list_display = ["key", "name"]
    search_fields = ["key", "name"]
    ordering = ["key"]


@admin.register(EFormVersion)
class EFormVersionAdmin(CatalogueAccess, admin.ModelAdmin):
    form = VersionForm
    list_display = ["form_name", "number", "locked"]
    list_select_related = ["form"]
    ordering = ["-id"]

    @admin.display(description=EFormVersion._meta.get_field("form").verbose_name)
    def form_name(self, version: EFormVersion) -> str:
        return version.form.name

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.locked)
