from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "portal.audit"
    label = "audit"
    verbose_name = _("audit")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("portal.audit.proof")
