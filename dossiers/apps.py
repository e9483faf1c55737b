from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.accounts.kept_pages import takes_back
from portal.agencies.registry import on_calendar_published
from portal.agencies.roles import EDITORS
from portal.documents.registry import follow, keep
from portal.messaging.registry import matters
from portal.pages import registry as page_registry
from portal.reports.registry import recounts
from procedures.registry import revision_tool


class DossiersConfig(AppConfig):
    name = "dossiers"
    label = "dossiers"
    verbose_name = _("dossiers")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        sign = import_module("dossiers.services.sign")
        figures = import_module("dossiers.selectors.figures")
        import_module("dossiers.checks")
        home = import_module("dossiers.home")
        desks = import_module("dossiers.desks")
        takes_back("dossiers:draft_section")
        follow("dossiers.dossier", sign.followed)
        keep("dossiers.dossier", import_module("dossiers.views.levels").way_to_document)
        about = import_module("dossiers.selectors.matters")
        matters("dossiers.dossier", about.matter)
        matters("dossiers.shipment", about.matter_of_parcel)
        matters("dossiers.resultentry", about.matter_of_result)
        recounts(figures.PROCEDURE, figures.every_count)
        page_registry.home_block("my_dossiers", 30, "dossiers/home_mine.html", home.my_dossiers)
        page_registry.site_map_branch("dossiers", 20, _("My dossiers"), home.site_map)
        on_calendar_published("dossiers.recompute")
        revision_tool(_("Try it on past dossiers"), "replay:page", EDITORS)
        desks.open_desks()
