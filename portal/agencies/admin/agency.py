from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db import models
from django.http import HttpRequest, HttpResponse
from simple_history.admin import SimpleHistoryAdmin

from portal.agencies.admin.actors import administrator
from portal.agencies.models import Agency, AgencyIdentifier, Post, Tenure
from portal.agencies.roles import Role
from portal.agencies.services import appoint, end_tenure


class NeverDeleted:
    """Agencies, posts and codes are ended by a date; old dossiers name them."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class EditedAdmin(NeverDeleted, SimpleHistoryAdmin):
    """Every edit is kept; who asks for the edits of nothing is sent back, as Django does."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if self.get_object(request, unquote(object_id)) is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return super().history_view(request, object_id, extra_context)


class IdentifierInline(NeverDeleted, admin.TabularInline):
    model = AgencyIdentifier
    extra = 0


@admin.register(Agency)
class AgencyAdmin(EditedAdmin):
    list_display = ["name", "codes", "kind", "level", "parent", "since", "until"]
    list_filter = ["level", "kind"]
    search_fields = ["name", "name_en", "identifiers__code"]
    autocomplete_fields = ["parent"]
    list_select_related = ["parent"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    inlines = [IdentifierInline]

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).prefetch_related("identifiers")

    @admin.display(description=AgencyIdentifier._meta.verbose_name)
    def codes(self, agency: Agency) -> str:
        held = [each.code for each in agency.identifiers.all() if each.until is None]
        return ", ".join(sorted(held, reverse=True))


class TenureForm(forms.ModelForm):
    """Of a tenure that stands, only its last day can be entered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("user", "since"):
            self.fields[name].disabled = self.instance.pk is not None


class TenureInline(NeverDeleted, admin.TabularInline):
    model = Tenure
    form = TenureForm
    extra = 0
    autocomplete_fields = ["user"]


class PostForm(forms.ModelForm):
    roles = forms.MultipleChoiceField(
        label=Post._meta.get_field("roles").verbose_name,
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = Post
        fields = ["agency", "title", "title_en", "roles"]


@admin.register(Post)
class PostAdmin(EditedAdmin):
    form = PostForm
    list_display = ["title", "agency", "role_names"]
    search_fields = ["title", "agency__name"]
    autocomplete_fields = ["agency"]
    list_select_related = ["agency"]
    inlines = [TenureInline]

    @admin.display(description=Post._meta.get_field("roles").verbose_name)
    def role_names(self, post: Post) -> str:
        return ", ".join(str(Role(role).label) for role in post.roles)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """Who takes or leaves a post goes through the verbs, which record it."""
        if formset.model is not Tenure:
            super().save_formset(request, form, formset, change)
            return
        by = administrator(request)
        formset.new_objects, formset.deleted_objects, formset.changed_objects = [], [], []
        for each in formset.forms:
            if each.has_changed():
                _write_tenure(each.instance, by)


def _write_tenure(tenure: Tenure, by: Any) -> None:
    if tenure.pk is None:
        appoint(post=tenure.post, user=tenure.user, since=tenure.since, until=tenure.until, by=by)
    else:
        end_tenure(tenure=tenure, until=tenure.until, by=by)
