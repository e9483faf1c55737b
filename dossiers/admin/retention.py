"""How long the dossiers of a procedure are kept, from a day on, in the back office."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.errors import DossierError
from dossiers.models import RetentionTerm
from dossiers.services.archive.term import problems_of, set_term
from portal.admin_site.model_admin import PortalModelAdmin
from portal.agencies.roles import Role
from procedures.models import Procedure


class TermForm(forms.ModelForm):
    procedure = forms.CharField(label=gettext_lazy("Code of the procedure"), max_length=40)

    class Meta:
        model = RetentionTerm
        fields = ("procedure", "since", "years", "basis")
        labels = {"years": gettext_lazy("Years of keeping")}
        widgets = {
            "since": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "years": forms.NumberInput,
            "basis": forms.Textarea(attrs={"rows": 2, "maxlength": 200}),
        }

    def clean_procedure(self) -> Procedure:
        found = Procedure.objects.filter(code=self.cleaned_data["procedure"].strip()).first()
        if found is None:
            raise forms.ValidationError(_("There is no procedure of this code."))
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if not self.errors:
            for field, words in problems_of(**given).items():
                self.add_error(field, words)
        return given


@admin.register(RetentionTerm)
class RetentionTermAdmin(PortalModelAdmin):
    """Terms are added, never changed: the latest that has begun counts, earlier ones stay to be
    read. One administrator is enough here: nothing is destroyed without two other people.
    """

    view_roles = (Role.OFFICER, Role.LEADER, Role.AUDITOR)
    change_roles = (Role.ADMIN,)
    form = TermForm
    list_display = ("procedure", "since", "term", "basis", "by")
    list_display_links = ("procedure", "since")
    list_select_related = ("procedure", "by")
    search_fields = ("procedure__code",)
    ordering = ("procedure__code", "-since")

    @admin.display(description=gettext_lazy("Years of keeping"))
    def term(self, row: RetentionTerm) -> str:
        return _("for ever") if row.years is None else str(row.years)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: RetentionTerm, form: Any, change: bool) -> None:
        obj.pk = set_term(by=request.user, **form.cleaned_data).pk

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        try:
            return super().add_view(request, form_url or request.path, extra_context)
        except DossierError as refused:
            messages.error(request, refused.message)
            return redirect("admin:dossiers_retentionterm_changelist")
