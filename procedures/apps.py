from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.admin_site import registry as back_office
from portal.admin_site.registry import desk
from portal.agencies.roles import Role
from portal.pages import registry as pages
from portal.search.registry import source, way_on
from portal.texts.permissions import TRANSLATORS
from portal.texts.registry import follow
from procedures.workflow import State


class ProceduresConfig(AppConfig):
    name = "procedures"
    label = "procedures"
    verbose_name = _("procedures")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        home = import_module("procedures.home")
        search = import_module("procedures.search")
        source("procedure", _("Procedures"), search.load, search.keys, order=10)
        way_on("events", 10, _("By what happens in your life"), home.by_event)
        way_on("sectors", 20, _("By field"), home.by_sector)
        pages.home_block("life_events", 10, "procedures/home_events.html", home.life_events)
        pages.home_block("most_used", 20, "procedures/home_most_used.html", home.most_used)
        pages.site_map_branch("procedures", 10, _("Procedures"), home.site_map)
        desk(
            "catalogue",
            _("Catalogue"),
            "admin:procedures_revision_changelist",
            roles=[Role.EDITOR, Role.SECRETARY, Role.APPROVER, Role.ADMIN],
            order=40,
        )
        desk(
            "eforms",
            _("Forms"),
            "eforms:list",
            roles=[Role.EDITOR, Role.SECRETARY, Role.APPROVER, Role.ADMIN],
            order=42,
        )
        back_office.pages("bieu-mau/", "procedures.admin.builder.urls")
        back_office.pages("nhap-thu-tuc/", "procedures.admin.imports.urls")
        desk(
            "imports",
            _("From the national database"),
            "imports:list",
            roles=[Role.EDITOR, Role.SECRETARY, Role.APPROVER, Role.ADMIN],
            order=44,
            help=_("What was read there and waits for a decision."),
        )
        back_office.pages("mau-don/", "procedures.admin.blanks_urls")
        editor = import_module("procedures.registry")
        editor.revision_tool(
            _("Forms to download"),
            "blank_forms:edit",
            roles=[Role.EDITOR, Role.SECRETARY, Role.APPROVER, Role.ADMIN],
        )
        editor.revision_tool(
            _("The electronic form, question by question"),
            "eforms:of_revision",
            roles=[Role.EDITOR, Role.SECRETARY, Role.APPROVER, Role.ADMIN],
            states=list(State),
        )
        back_office.pages("so-sanh/", "procedures.admin.text_urls")
        back_office.pages("tieng-anh/", "procedures.admin.english_urls")
        desk("english", _("English texts"), "english:list", roles=TRANSLATORS, order=46)
        import_module("procedures.checks")
        english = import_module("procedures.services.refresh_english")
        follow("procedure", english.refresh_english)
        back_office.pages("danh-muc/", "procedures.admin.urls")
        desk(
            "catalogue_duties",
            _("Duties of the catalogue"),
            "catalogue_desk:duties",
            roles=[Role.EDITOR, Role.SECRETARY, Role.APPROVER, Role.ADMIN],
            order=44,
            help=_(
                "Pages owed, services on their way online, yearly lists and reports, help texts."
            ),
        )
        desk(
            "yearly_reports",
            _("Yearly reports"),
            "catalogue_desk:reports",
            roles=[Role.LEADER],
            order=45,
            help=_("Sign the report of your agency on its online services."),
        )
        pages.sitemap_addresses("procedures", home.addresses)
