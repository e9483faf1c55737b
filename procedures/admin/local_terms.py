"""Terms of the province: drafted by one person, published by another, ended by a date."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.admin_site.model_admin import PortalModelAdmin
from portal.kernel.numbers import whole_number
from procedures.admin.access import actor, refusals_told
from procedures.admin.drafts import BOXES, DraftOnly, PartInline, VersionChecked
from procedures.errors import BadFacts
from procedures.models import LocalExemption, LocalFee, LocalLimit, LocalTerms
from procedures.selectors.writers import editors_of_local, names_of
from procedures.services.end_local import end_local
from procedures.services.publish_local import publish_local
from procedures.services.ready_local import what_is_missing_locally
from procedures.workflow import State


class LocalInline(PartInline):
    """Fees and cases are chosen from those of the revision in force, by their names."""

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        if obj is not None:
            formset.form = _with_choices(formset.form, obj)
        return formset


def _with_choices(form: type, terms: LocalTerms) -> type:
    revision = terms.procedure.current
    fees, cases = {}, {}
    if revision is not None:
        named = revision.channels.values_list("fees__key", "fees__name")
        fees = {key: name for key, name in named if key}
        cases = dict(revision.cases.values_list("key", "name"))
    known = {"fee_key": fees, "case_key": cases}
    fields = {
        name: _choice(form.base_fields[name], choices)
        for name, choices in known.items()
        if name in form.base_fields
    }
    return type(form.__name__, (form,), fields)


def _choice(field: forms.Field, choices: dict[str, str]) -> forms.Field:
    """A key that is no longer there stays choosable as itself: the gate speaks of it."""
    empty = [] if field.required else [("", gettext_lazy("every one"))]
    return KeyField(label=field.label, required=field.required, choices=empty + [*choices.items()])


class KeyField(forms.ChoiceField):
    def prepare_value(self, value: Any) -> Any:
        if value and value not in dict(self.choices):
            self.choices = [*self.choices, (value, value)]
        return value

    def valid_value(self, value: str) -> bool:
        return True


class LocalFeeInline(LocalInline):
    model = LocalFee
    fieldsets = [
        (None, {"fields": [("fee_key", "channel_kind", "case_key")]}),
        (None, {"fields": [("kind", "amount", "per", "order")]}),
    ]


class LocalLimitInline(LocalInline):
    model = LocalLimit
    fieldsets = [
        (None, {"fields": [("channel_kind", "case_key", "order")]}),
        (None, {"fields": [("limit_kind", "limit", "unit"), ("cutoff", "at_most")]}),
    ]


class LocalExemptionInline(LocalInline):
    model = LocalExemption
    fieldsets = [
        (None, {"fields": [("fee_key", "group"), ("who", "who_en"), ("share", "amount")]}),
        (None, {"fields": [("valid_from", "valid_to"), "proof", ("legal_basis", "order")]}),
    ]


@admin.register(LocalTerms)
class LocalTermsAdmin(VersionChecked, DraftOnly, PortalModelAdmin):
    list_display = ["code", "symbol", "state", "in_force_from", "in_force_until"]
    list_display_links = ["code", "symbol"]
    list_filter = ["state"]
    list_select_related = ["procedure"]
    search_fields = ["procedure__code", "symbol", "title"]
    autocomplete_fields = ["procedure"]
    ordering = ["-id"]
    change_form_template = "admin/procedures/local_terms.html"
    formfield_overrides = BOXES
    fieldsets = [
        (None, {"fields": ["procedure", ("symbol", "signed_on"), "title"]}),
        (None, {"fields": [("in_force_from", "in_force_until")]}),
        (gettext_lazy("Note for the public"), {"fields": ["note", "note_en"]}),
    ]

    @admin.display(description=gettext_lazy("procedure"), ordering="procedure__code")
    def code(self, terms: LocalTerms) -> str:
        return terms.procedure.code

    def get_inlines(self, request: HttpRequest, obj: Any = None) -> list[type]:
        return [LocalFeeInline, LocalLimitInline, LocalExemptionInline] if obj else []

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: LocalTerms, form: Any, change: bool) -> None:
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: LocalTerms, *args: Any) -> HttpResponse:
        """The lines come next: they need to know the procedure."""
        return redirect("admin:procedures_localterms_change", obj.pk)

    def change_view(self, request, object_id, form_url="", extra_context=None) -> HttpResponse:
        terms = self.get_object(request, object_id)
        if terms is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method == "POST" and request.POST.get("action") in {"publish", "end"}:
            return self._act(request, terms)
        draft = terms.state == State.DRAFT
        shown = {
            "missing": what_is_missing_locally(terms) if draft else [],
            "written_by": names_of(editors_of_local(terms)),
        }
        return super().change_view(request, object_id, form_url, (extra_context or {}) | shown)

    def _act(self, request: HttpRequest, terms: LocalTerms) -> HttpResponse:
        read = whole_number(request.POST.get("version"))
        given = {"terms": terms, "by": actor(request), "expected_version": read}
        with refusals_told(request):
            if request.POST["action"] == "publish":
                publish_local(**given)
            else:
                end_local(**given, until=_day(request.POST.get("until", "")))
            messages.success(request, _("Done."))
        return redirect(request.path)


def _day(typed: str):
    day = parse_date(typed) if typed else None
    if day is None:
        raise BadFacts("until", _("Write the last day as day, month and year."))
    return day
