from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class IntegrationsConfig(AppConfig):
    """Finds `tasks.py` of every app, so that web and worker know the same handlers."""

    name = "portal.integrations"
    label = "integrations"
    verbose_name = _("integrations")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        autodiscover_modules("tasks")
