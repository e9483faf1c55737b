from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from portal.integrations import connectors


class IntegrationsConfig(AppConfig):
    """Finds the `tasks` of every app and `connector.py` of every partner, so that web and worker
    know the same handlers and partners.
    """

    name = "portal.integrations"
    label = "integrations"
    verbose_name = _("integrations")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        connectors.discover()
        autodiscover_modules("tasks")
