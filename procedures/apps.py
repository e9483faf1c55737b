from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.pages import registry as pages
from portal.search.registry import source, way_on
from portal.texts.registry import follow
from procedures.desks import open_desks


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
        pages.sitemap_addresses("procedures", home.addresses)
        english = import_module("procedures.services.refresh_english")
        follow("procedure", english.refresh_english)
        import_module("procedures.checks")
        open_desks()
