from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.admin_site.model_admin import PortalModelAdmin
from procedures.admin.access import CatalogueAccess, actor, refusals_told
from procedures.admin.drafts import BOXES
from procedures.admin.fields import OfferingForm
from procedures.models import LifeEvent, Offering, Procedure, Sector, SectorCode
from procedures.services.start_revision import start_revision

START = "start"


class SectorCodeInline(CatalogueAccess, admin.TabularInline):
    """Codes the sector bore before, so that old links and files still find it."""

    model = SectorCode
    extra = 1


@admin.register(Sector)
class SectorAdmin(CatalogueAccess, PortalModelAdmin):
    inlines = [SectorCodeInline]
    list_display = ["code", "name", "since", "until"]
    search_fields = ["code", "name"]
    ordering = ["code"]


@admin.register(LifeEvent)
class LifeEventAdmin(CatalogueAccess, PortalModelAdmin):
    list_display = ["name", "order"]
    filter_horizontal = ["procedures"]
    ordering = ["order"]


class OfferingInline(CatalogueAccess, admin.StackedInline):
    model = Offering
    form = OfferingForm
    extra = 0
    autocomplete_fields = ["agency", "desk", "division"]


@admin.register(Procedure)
class ProcedureAdmin(CatalogueAccess, PortalModelAdmin):
    """The code and who takes it; what the law says stands in revisions."""

    list_display = ["code", "sector", "scope", "current", "internal"]
    list_filter = ["scope", "internal"]
    list_select_related = ["sector", "current__procedure"]
    search_fields = ["code", "current__name"]
    autocomplete_fields = ["sector"]
    inlines = [OfferingInline]
    formfield_overrides = BOXES
    ordering = ["code"]
    change_form_template = "admin/procedures/procedure.html"

    def response_change(self, request: HttpRequest, obj: Procedure) -> HttpResponse:
        if request.POST.get("action") != START:
            return super().response_change(request, obj)
        facts = {} if obj.current else _first_facts()
        with refusals_told(request):
            draft = start_revision(procedure=obj, by=actor(request), **facts)
            messages.success(request, _("A draft was begun."))
            return redirect("admin:procedures_revision_change", draft.pk)
        return redirect(request.path)


def _first_facts() -> dict:
    """What a draft out of nothing needs to exist; the editor writes the rest."""
    today = timezone.localdate()
    return {"level": 1, "source_date": today, "in_force_from": today}
